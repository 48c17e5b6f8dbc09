--liquibase formatted sql

--changeset collegium:0011-rounds
-- By which versions a standing was judged: a scheme has one draft at a time, so that the number of the one published last tells which
-- there were. A standing without a document is judged again by exactly these.
alter table standing add column known_version integer;
update standing set known_version = (select max(version.number) from scheme_version version join enrolment on enrolment.scheme_id = version.scheme_id
    where enrolment.id = standing.enrolment_id and version.published_at <= standing.judged_at) where document is null;
alter table staged_standing add column known_version integer;
comment on column standing.known_version is 'The number of the version of the scheme that was published last when it was judged.';
comment on column staged_standing.document is 'What a member whose status changes is told.';
-- Whom a round judges one by one: whose period or enrolment changes with it, and who wrote while everybody was judged.
create table judging_again (
    batch_id uuid not null references judging_batch on delete cascade,
    member_id uuid not null references member on delete cascade,
    primary key (batch_id, member_id)
);
-- The rest is set out in the table above; a round that an earlier release began is begun anew.
alter table judging_batch drop column after_member;

--changeset collegium:0011-grants
grant select, insert, update, delete on judging_again to "${role}";
