--liquibase formatted sql

-- What a body brought from before. Carried credit is append-only, so that what was brought in by mistake is taken back by a row.

--changeset collegium:0007-take-on
alter table carried_credit add column expires_on date;
comment on column carried_credit.expires_on is 'The last day on which it may count; none where it lives as long as the period.';
create table carried_credit_withdrawal (
    carried_id uuid primary key references carried_credit,
    member_id uuid not null references member,
    revision bigint not null,
    withdrawn_at timestamptz not null,
    withdrawn_by uuid
);
grant select, insert on carried_credit_withdrawal to "${role}";
