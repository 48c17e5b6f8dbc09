--liquibase formatted sql

--changeset collegium:0010-publishing
-- A draft that is to be published on a day to come, as it was when somebody approved it. Where the checks fail on that day it stays,
-- with the reasons, until somebody approves anew or takes it back.
create table scheduled_publication (
    version_id uuid primary key references scheme_version on delete cascade,
    publish_on date not null,
    effective_from date not null,
    edit integer not null,
    approved_at timestamptz not null,
    approved_by uuid,
    approved_by_name text not null,
    failed_at timestamptz,
    failure text
);
create index scheduled_publication_due on scheduled_publication (publish_on) where failed_at is null;
comment on column scheduled_publication.edit is 'Of the draft, when it was approved: what was changed since is not published.';
comment on column scheduled_publication.failure is 'The codes of the refusals, by commas.';
-- How many stand where in a dry run, before and by the draft: the staged rows are only of those who would stand elsewhere.
create table dry_run_tally (
    batch_id uuid not null references judging_batch on delete cascade,
    status text not null,
    before bigint not null,
    after bigint not null,
    primary key (batch_id, status)
);
alter table staged_standing
    add column short_needed numeric,
    add column short_counted numeric;

--changeset collegium:0010-grants
grant select, insert, update, delete on scheduled_publication, dry_run_tally to "${role}";
