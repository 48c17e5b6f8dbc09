--liquibase formatted sql

--changeset collegium:0009-judging-everybody
-- What is judged of a member in one row, kept in the transaction of every change, so that judging everybody reads one row a
-- member and sorts nothing. It is derived: one whose revision is not the member's is not used.
create table judged_record (
    member_id uuid primary key references member,
    revision bigint not null,
    packed bytea not null
) with (fillfactor = 80, toast_tuple_target = 8160);
alter table judged_record alter column packed set storage external;
-- A standing that was written for everybody at once has no document: it is judged again, with the same result, when it is opened.
alter table standing alter column document drop not null;
alter table staged_standing alter column document drop not null;
alter table staged_standing
    add column scheme_version_id uuid,
    add column engine_version text,
    add column as_at date,
    add column status_order integer,
    add column compliant boolean,
    add column needed numeric,
    add column counted numeric,
    add column unit text,
    add column short_requirement text,
    add column short_title text,
    add column short_by numeric,
    add column short_unit text,
    add column next_change_on date,
    add column status_before text,
    add column compliant_before boolean;

--changeset collegium:0009-carrying
-- What a period carries on, and what it leaves owing, is stated anew with a later revision while that period is not determined; the
-- latest of a period holds. An amount of nothing says that there is nothing any more.
alter table carried_credit drop constraint carried_credit_amount_check;
alter table carried_credit add check (amount >= 0);
alter table carried_credit
    add column entry text,
    add column tags jsonb not null default '{}',
    add column lives integer not null default 0;
comment on column carried_credit.tags is 'Of closed periods: every tag by kind. What was brought in from before has type, topics and flags.';
comment on column carried_credit.lives is 'For how many more periods it may be carried on after the one into which it is carried.';
create table owed_shortfall (
    id uuid primary key,
    member_id uuid not null references member,
    enrolment_id uuid not null references enrolment,
    from_period_id uuid not null references period,
    into_period_id uuid not null references period,
    requirement text not null,
    amount numeric not null check (amount >= 0),
    since date not null,
    revision bigint not null,
    recorded_at timestamptz not null
);
create index owed_shortfall_of on owed_shortfall (member_id, revision);

--changeset collegium:0009-grants
grant select, insert, update, delete on judged_record to "${role}";
grant select, insert on owed_shortfall to "${role}";
