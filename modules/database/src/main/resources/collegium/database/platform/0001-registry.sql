--liquibase formatted sql

-- What belongs to no body: the registry, the operator, what sweeps need. No name of a member, no record.

--changeset collegium:0001-registry
create table tenant_schema (
    schema_name text primary key,
    role_name text not null unique,
    version integer not null,
    prepared_at timestamptz not null,
    claimed_by uuid unique
);
comment on table tenant_schema is 'Schemas made ahead and the bodies that claimed them; the schema runner keeps the version.';
create table body (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
    kind text not null check (kind in ('professional-body', 'regulator', 'peer-network')),
    name text not null,
    status text not null check (status in ('active', 'suspended')),
    status_reason text,
    zone text not null,
    locale text not null,
    colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
    logo bytea,
    logo_type text,
    modelled_on text,
    demo boolean not null default false,
    schema_name text not null unique references tenant_schema,
    evidence_limit_bytes bigint not null default 52428800,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
create table body_domain (
    host text primary key,
    body_id uuid not null references body
);
create table body_due (
    body_id uuid primary key references body,
    due_at timestamptz not null
);
create table account_link (
    id uuid primary key,
    body_a uuid not null references body,
    account_a uuid not null,
    body_b uuid not null references body,
    account_b uuid not null,
    created_at timestamptz not null
);
create table operator (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text,
    demo boolean not null default false,
    created_at timestamptz not null
);
create unique index operator_email on operator (lower(email));
create table operator_link (
    token_hash bytea primary key,
    operator_id uuid not null references operator,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create table sign_in_attempt (
    key bytea not null,
    failed_at timestamptz not null,
    id uuid primary key
);
create index sign_in_attempt_key on sign_in_attempt (key, failed_at);
create table platform_audit_log (
    id uuid primary key,
    at timestamptz not null,
    act text not null,
    actor_id uuid,
    actor_name text not null,
    body_id uuid,
    before jsonb,
    after jsonb
);
create index platform_audit_log_at on platform_audit_log (at, id);
create table platform_mail (
    id uuid primary key,
    address text not null,
    subject text not null,
    body_text text not null,
    body_html text,
    created_at timestamptz not null,
    due_at timestamptz not null,
    state text not null check (state in ('due', 'claimed', 'sent', 'kept', 'failed', 'cancelled')),
    attempts integer not null default 0,
    claimed_at timestamptz,
    claimed_by text,
    sent_at timestamptz,
    message_id text not null,
    perhaps_twice boolean not null default false,
    error text
);
create index platform_mail_due on platform_mail (due_at, id) where state in ('due', 'claimed');
create index platform_mail_created on platform_mail (created_at, id);

--changeset collegium:0001-grants
grant select, insert, update, delete on body, body_domain, body_due, account_link, operator, operator_link, sign_in_attempt, platform_mail to collegium_platform;
grant select, update on tenant_schema to collegium_platform;
grant select, insert on platform_audit_log to collegium_platform;
