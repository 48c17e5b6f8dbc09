--liquibase formatted sql

--changeset collegium:0003-member
-- A member's pages look up what was asked of others by what it was about.
create index one_time_link_subject on one_time_link (subject_id) where subject_id is not null;
-- Two windows with one objective: the later one is told, not overwritten.
alter table objective add column revision bigint not null default 1;
