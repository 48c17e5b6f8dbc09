--liquibase formatted sql

--changeset collegium:0012-trend
-- How many stood met at the end of a day, of all whose periods ran on it: counted from the history of standings once the day is over,
-- so that a page reads a few hundred lines instead of the history of everybody.
create table standing_tally (
    scheme_id uuid not null references scheme on delete cascade,
    day date not null,
    met bigint not null,
    members bigint not null,
    primary key (scheme_id, day)
);
create index standing_tally_day on standing_tally (day);

--changeset collegium:0012-grants
grant select, insert, update, delete on standing_tally to "${role}";
