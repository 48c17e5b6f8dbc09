--liquibase formatted sql

-- From a submission to a determination: what a reviewer keeps as one goes, a review taken away again, and what a determination
-- was judged from, so that it can be judged again exactly.

--changeset collegium:0002-reviews
alter table review add column edit integer not null default 0;
alter table review add column looked uuid[] not null default '{}';
alter table review add column draft_outcome text;
alter table review add column withdrawn_at timestamptz;
alter table review add column withdrawn_by uuid;
alter table review add column withdrawn_reason text;
drop index review_current;
create unique index review_current on review (submission_id, reviewer_id) where declined_at is null and withdrawn_at is null;
create index review_of on review (submission_id);
comment on column review.looked is 'The entries that the reviewer ticked as looked at.';
alter table determination add column period_id uuid not null references period;
alter table determination add column follows uuid unique references determination;
alter table determination add column decided_revision bigint not null;
alter table determination add column judged_by uuid[] not null;
alter table determination add column as_at date not null;
create unique index determination_first on determination (period_id) where follows is null;
create index determination_period on determination (period_id, determined_at);
create index submission_of on submission (member_id, submitted_at);
comment on column determination.revision is 'The record''s, as it was submitted.';
comment on column determination.decided_revision is 'Up to which facts, decisions on entries, relief and carried credit were known.';
comment on column determination.judged_by is 'The published versions of the scheme that there were.';
