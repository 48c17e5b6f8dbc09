--liquibase formatted sql
-- Writing rules on pages, and judging everybody again when they are published.

--changeset collegium:0004-authoring
-- Every text that a draft has had: what two people's changes are put together from.
create table scheme_edit (
    version_id uuid not null references scheme_version on delete cascade,
    edit integer not null,
    source text not null,
    changed_at timestamptz not null,
    changed_by uuid,
    primary key (version_id, edit)
);
-- What somebody typed that cannot be the draft yet: kept as typed, each person's own.
create table scheme_unfinished (
    version_id uuid not null references scheme_version on delete cascade,
    account_id uuid not null,
    base integer not null,
    source text not null,
    changed_at timestamptz not null,
    primary key (version_id, account_id)
);
alter table judging_batch add column scheme_id uuid;
alter table judging_batch add column cause text;
alter table judging_batch add column due_on date;
alter table judging_batch add column after_member uuid;
alter table judging_batch add column changed bigint not null default 0;
create index judging_batch_waiting on judging_batch (due_on) where finished_at is null;
grant select, insert, delete on scheme_edit to "${role}";
grant select, insert, update, delete on scheme_unfinished to "${role}";
