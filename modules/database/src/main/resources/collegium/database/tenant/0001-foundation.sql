--liquibase formatted sql

-- Everything a body keeps. Unqualified names: the schema is chosen by search_path, in the template and in every body.
-- ${role} is the body's own role. No foreign key leaves the schema, no trigger, no sequence: a schema stays movable.
-- What is judged (dates, amounts, types, flags) is append-only by its grants; what a person wrote or is called lies in rows
-- that can be erased.

--changeset collegium:0001-people
create table account (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text,
    status text not null default 'active' check (status in ('invited', 'active', 'locked')),
    locale text,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
create unique index account_email on account (lower(email));
create table account_role (
    account_id uuid not null references account,
    role text not null check (role in ('MEMBER', 'COORDINATOR', 'REVIEWER', 'OFFICER', 'ADMINISTRATOR')),
    since timestamptz not null,
    primary key (account_id, role)
);
create table one_time_link (
    id uuid primary key,
    token_hash bytea not null unique,
    purpose text not null check (purpose in ('invite', 'reset', 'confirm')),
    account_id uuid references account,
    subject_id uuid,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create table member (
    id uuid primary key,
    account_id uuid unique references account,
    number text not null unique collate "C",
    given_name text not null,
    family_name text not null,
    sort_name text not null collate "C",
    email text,
    joined_on date not null,
    left_on date,
    revision bigint not null default 0,
    opening_batch uuid,
    created_at timestamptz not null,
    erased_at timestamptz
);
create index member_sort on member (sort_name, id);
comment on column member.revision is 'The last revision taken. A write that concerns a member first locks this row and takes the next.';
-- A dated fact of a member: grade, role, practising status, leave, part time, licence number. Revisions, never changed.
create table member_fact (
    id uuid not null,
    revision bigint not null,
    member_id uuid not null references member,
    kind text not null,
    value text not null,
    effective_from date not null,
    effective_to date,
    source text not null,
    withdrawn boolean not null default false,
    recorded_at timestamptz not null,
    recorded_by uuid,
    primary key (id, revision)
);
create index member_fact_of on member_fact (member_id, revision);
create table fact_proposal (
    id uuid primary key,
    member_id uuid not null references member,
    fact_id uuid,
    kind text not null,
    value text not null,
    effective_from date not null,
    effective_to date,
    note text,
    proposed_at timestamptz not null,
    proposed_by uuid not null,
    decided_at timestamptz,
    decided_by uuid,
    accepted boolean,
    reason text
);
create index fact_proposal_open on fact_proposal (proposed_at, id) where decided_at is null;

--changeset collegium:0001-requirements
create table scheme (
    id uuid primary key,
    code text not null unique,
    name text not null,
    authority text not null check (authority in ('body', 'regulator')),
    created_at timestamptz not null
);
create table scheme_version (
    id uuid primary key,
    scheme_id uuid not null references scheme,
    number integer not null,
    status text not null check (status in ('draft', 'published')),
    effective_from date not null,
    source text not null,
    document jsonb not null,
    digest text not null,
    edit integer not null default 0,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    changed_by uuid,
    published_at timestamptz,
    published_by uuid,
    unique (scheme_id, number)
);
create unique index scheme_version_effective on scheme_version (scheme_id, effective_from) where status = 'published';
create table scheme_override (
    id uuid primary key,
    scheme_id uuid not null references scheme,
    source text not null,
    document jsonb not null,
    digest text not null,
    published_at timestamptz not null,
    published_by uuid
);
-- Who a scheme is for: members whose facts match every pair of fact kind and allowed values in the predicate.
create table enrolment_rule (
    id uuid primary key,
    scheme_id uuid not null references scheme,
    predicate jsonb not null,
    reason text not null,
    created_at timestamptz not null,
    retired_at timestamptz
);
create table enrolment (
    id uuid primary key,
    member_id uuid not null references member,
    scheme_id uuid not null references scheme,
    from_date date not null,
    to_date date,
    anchor date,
    reason text not null,
    source text not null check (source in ('rule', 'officer', 'opening')),
    revision bigint not null,
    created_at timestamptz not null
);
create index enrolment_of on enrolment (member_id);
create index enrolment_in on enrolment (scheme_id, member_id);
create table period (
    id uuid primary key,
    enrolment_id uuid not null references enrolment,
    member_id uuid not null references member,
    number integer not null,
    first_day date not null,
    last_day date not null,
    do_by date not null,
    record_by date not null,
    declare_by date not null,
    zone text not null,
    deadline_at timestamptz not null,
    status text not null check (status in ('open', 'closed')),
    source text not null check (source in ('opened', 'opening')),
    revision bigint not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    unique (enrolment_id, number),
    check (last_day >= first_day)
);
create index period_deadline on period (declare_by, id) where status = 'open';

--changeset collegium:0001-portfolios
create table activity (
    id uuid primary key,
    member_id uuid not null references member,
    created_at timestamptz not null
);
create index activity_of on activity (member_id);
create table activity_revision (
    activity_id uuid not null references activity,
    revision bigint not null,
    member_id uuid not null references member,
    withdrawn boolean not null default false,
    source text not null check (source in ('member', 'client', 'attendance', 'opening', 'system')),
    state text not null check (state in ('planned', 'unconfirmed', 'recorded')),
    started_on date not null,
    ended_on date not null,
    sessions jsonb not null default '[]',
    measures jsonb not null,
    type text not null,
    mode text,
    structured boolean,
    topics text[] not null default '{}',
    flags text[] not null default '{}',
    provider text,
    course text,
    role_taken text,
    objective_id uuid,
    recorded_at timestamptz not null,
    recorded_by uuid,
    primary key (activity_id, revision),
    check (ended_on >= started_on)
);
create index activity_revision_of on activity_revision (member_id, activity_id, revision);
comment on column activity_revision.measures is 'What the member says, as exact decimals in text by unit: {"hours": "1.5"}.';
create table activity_content (
    activity_id uuid not null,
    revision bigint not null,
    title text not null,
    notes text,
    reflection text,
    outcome text,
    primary key (activity_id, revision),
    foreign key (activity_id, revision) references activity_revision
);
create table artefact (
    id uuid primary key,
    member_id uuid not null references member,
    created_at timestamptz not null
);
create table artefact_revision (
    artefact_id uuid not null references artefact,
    revision bigint not null,
    member_id uuid not null references member,
    withdrawn boolean not null default false,
    kind text not null,
    dated date not null,
    completed boolean not null default true,
    links uuid[] not null default '{}',
    topics text[] not null default '{}',
    flags text[] not null default '{}',
    person_facts jsonb not null default '{}',
    source text not null,
    recorded_at timestamptz not null,
    recorded_by uuid,
    primary key (artefact_id, revision)
);
create index artefact_revision_of on artefact_revision (member_id, artefact_id, revision);
comment on column artefact_revision.person_facts is 'What makes the other person eligible, by fact: {"registered-with": "nmc"}. Never a name.';
create table artefact_content (
    artefact_id uuid not null,
    revision bigint not null,
    title text not null,
    body text,
    person_name text,
    person_email text,
    person_number text,
    primary key (artefact_id, revision),
    foreign key (artefact_id, revision) references artefact_revision
);
create table objective (
    id uuid primary key,
    member_id uuid not null references member,
    title text not null,
    how text,
    target_on date,
    met_on date,
    created_at timestamptz not null,
    withdrawn_at timestamptz
);
create index objective_of on objective (member_id, id);
create table draft (
    account_id uuid not null references account,
    form text not null,
    content jsonb not null,
    saved_at timestamptz not null,
    primary key (account_id, form)
);
-- Bytes are kept per member, even where two members hold the same: erasing one never touches the other.
create table evidence_chunk (
    member_id uuid not null references member,
    digest bytea not null,
    bytes bytea not null,
    primary key (member_id, digest)
);
alter table evidence_chunk alter column bytes set storage external;
create table evidence (
    id uuid primary key,
    member_id uuid not null references member,
    activity_id uuid references activity,
    artefact_id uuid references artefact,
    file_name text not null,
    content_type text not null,
    size bigint not null,
    digest bytea not null,
    revision bigint not null,
    removed_revision bigint,
    added_at timestamptz not null,
    added_by uuid,
    removed_at timestamptz,
    check (num_nonnulls(activity_id, artefact_id) = 1)
);
create index evidence_activity on evidence (activity_id) where activity_id is not null;
create index evidence_artefact on evidence (artefact_id) where artefact_id is not null;
create table evidence_part (
    evidence_id uuid not null references evidence on delete cascade,
    ordinal integer not null,
    member_id uuid not null,
    digest bytea not null,
    primary key (evidence_id, ordinal),
    foreign key (member_id, digest) references evidence_chunk
);
create index evidence_part_chunk on evidence_part (member_id, digest);
create table submission (
    id uuid primary key,
    member_id uuid not null references member,
    enrolment_id uuid not null references enrolment,
    period_id uuid not null references period,
    revision bigint not null,
    scheme_version_id uuid not null references scheme_version,
    engine_version text not null,
    standing jsonb not null,
    digest text not null,
    statements jsonb not null,
    submitted_at timestamptz not null,
    submitted_by uuid,
    reopened_at timestamptz,
    reopened_by uuid,
    reopened_reason text
);
create unique index submission_current on submission (period_id) where reopened_at is null;
create index submission_at on submission (submitted_at, id);

--changeset collegium:0001-judgement
create table entry_decision (
    id uuid primary key,
    member_id uuid not null references member,
    activity_id uuid not null references activity,
    submission_id uuid references submission,
    revision bigint not null,
    verdict text not null check (verdict in ('accept', 'part', 'reject', 'reclassify')),
    amount numeric,
    type text,
    topics text[],
    flags text[],
    reason text not null,
    decided_at timestamptz not null,
    decided_by uuid not null
);
create index entry_decision_of on entry_decision (member_id, activity_id, revision);
create table relief (
    id uuid not null,
    revision bigint not null,
    member_id uuid not null references member,
    enrolment_id uuid references enrolment,
    kind text not null check (kind in ('exemption', 'reduction', 'extension', 'deferral', 'pause')),
    requirement text,
    first_day date not null,
    last_day date,
    amount numeric,
    new_deadline date,
    withdrawn boolean not null default false,
    recorded_at timestamptz not null,
    recorded_by uuid,
    primary key (id, revision)
);
create index relief_of on relief (member_id, revision);
create table relief_content (
    relief_id uuid not null,
    revision bigint not null,
    reason text not null,
    primary key (relief_id, revision)
);
create table carried_credit (
    id uuid primary key,
    member_id uuid not null references member,
    enrolment_id uuid not null references enrolment,
    from_period_id uuid references period,
    into_period_id uuid not null references period,
    origin_on date not null,
    amount numeric not null check (amount > 0),
    unit text not null,
    type text,
    topics text[] not null default '{}',
    flags text[] not null default '{}',
    generation integer not null default 1,
    source text not null check (source in ('closed', 'opening')),
    revision bigint not null,
    recorded_at timestamptz not null
);
create index carried_credit_of on carried_credit (member_id, revision);
create table standing (
    enrolment_id uuid not null references enrolment,
    period_id uuid not null references period,
    member_id uuid not null references member,
    revision bigint not null,
    scheme_version_id uuid not null references scheme_version,
    engine_version text not null,
    as_at date not null,
    judged_at timestamptz not null,
    status text not null check (status in ('met', 'on-track', 'at-risk', 'short', 'open', 'provisional', 'relieved', 'unknown', 'undecided')),
    status_order integer not null,
    status_since date not null,
    compliant boolean not null,
    needed numeric,
    counted numeric,
    unit text,
    short_requirement text,
    short_title text,
    short_by numeric,
    short_unit text,
    short_since date,
    next_change_on date,
    document jsonb not null,
    primary key (enrolment_id, period_id)
);
create index standing_member on standing (member_id);
create index standing_status on standing (status, member_id);
create index standing_due on standing (next_change_on) where next_change_on is not null;
comment on column standing.short_by is 'Of the mandatory requirement that is furthest from met, in its own unit.';
create table standing_history (
    id uuid primary key,
    enrolment_id uuid not null,
    period_id uuid not null,
    member_id uuid not null references member,
    revision bigint not null,
    scheme_version_id uuid not null,
    engine_version text not null,
    as_at date not null,
    judged_at timestamptz not null,
    status text not null,
    compliant boolean not null,
    cause text not null
);
create index standing_history_of on standing_history (enrolment_id, period_id, judged_at);
create table review (
    id uuid primary key,
    submission_id uuid not null references submission,
    member_id uuid not null references member,
    reviewer_id uuid not null references account,
    assigned_at timestamptz not null,
    assigned_by uuid not null,
    due_on date not null,
    no_conflict_at timestamptz,
    declined_at timestamptz,
    decline_reason text,
    finished_at timestamptz,
    criteria jsonb not null default '{}',
    draft text
);
create unique index review_current on review (submission_id, reviewer_id) where declined_at is null;
create index review_queue on review (reviewer_id, due_on, id);
create table review_comment (
    id uuid primary key,
    review_id uuid not null references review,
    activity_id uuid,
    artefact_id uuid,
    text text not null,
    written_at timestamptz not null
);
create index review_comment_of on review_comment (review_id);
create table recommendation (
    review_id uuid primary key references review,
    outcome text not null check (outcome in ('stands', 'stands-with-advice', 'more-evidence', 'does-not-stand')),
    reasons text not null,
    recommended_at timestamptz not null
);
create table conflict_of_interest (
    id uuid primary key,
    account_id uuid not null references account,
    member_id uuid not null references member,
    reason text not null,
    declared_at timestamptz not null,
    declared_by uuid not null,
    ended_at timestamptz
);
create unique index conflict_of_interest_current on conflict_of_interest (account_id, member_id) where ended_at is null;
create table determination (
    id uuid primary key,
    submission_id uuid not null references submission,
    member_id uuid not null references member,
    outcome text not null check (outcome in ('met', 'not-met', 'relieved')),
    reasons text not null,
    revision bigint not null,
    scheme_version_id uuid not null,
    engine_version text not null,
    standing jsonb not null,
    digest text not null,
    determined_at timestamptz not null,
    determined_by uuid not null
);
create index determination_of on determination (submission_id, determined_at);

--changeset collegium:0001-messages
create table message (
    id uuid primary key,
    kind text not null,
    dedup text unique,
    member_id uuid references member,
    account_id uuid references account,
    period_id uuid references period,
    recipient text not null,
    address text not null,
    facts jsonb not null,
    due_at timestamptz not null,
    state text not null check (state in ('due', 'claimed', 'sent', 'kept', 'failed', 'cancelled')),
    attempts integer not null default 0,
    claimed_at timestamptz,
    claimed_by text,
    sent_at timestamptz,
    message_id text not null,
    perhaps_twice boolean not null default false,
    subject text,
    body_text text,
    body_html text,
    error text,
    created_at timestamptz not null
);
create index message_due on message (due_at, id) where state in ('due', 'claimed');
create index message_of on message (member_id, created_at);
create index message_created on message (created_at, id);
create index message_dedup on message (dedup text_pattern_ops) where dedup is not null;
comment on column message.dedup is 'A reminder: enrolment, period, requirement, deadline date and tier. Written once for ever.';
create table audit_log (
    id uuid primary key,
    at timestamptz not null,
    act text not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null,
    subject_kind text,
    subject_id uuid,
    member_id uuid,
    before jsonb,
    after jsonb
);
create index audit_log_at on audit_log (at, id);
create index audit_log_member on audit_log (member_id, at) where member_id is not null;
create table setting (
    name text primary key,
    value jsonb not null,
    changed_at timestamptz not null,
    changed_by uuid
);
create table body_word (
    locale text not null,
    term text not null,
    singular text not null,
    plural text not null,
    gender text,
    primary key (locale, term)
);
create table idempotency (
    caller text not null,
    key text not null,
    request_digest bytea not null,
    status integer,
    content_type text,
    response text,
    created_at timestamptz not null,
    primary key (caller, key)
);
create table import_batch (
    id uuid primary key,
    kind text not null,
    file_name text not null,
    file_digest bytea not null,
    charset text not null,
    delimiter text not null,
    state text not null check (state in ('staging', 'staged', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'cancelled', 'failed')),
    header text[] not null,
    mapping text[] not null,
    date_order text not null check (date_order in ('dmy', 'mdy')),
    rows_total integer not null default 0,
    rows_done integer not null default 0,
    rows_good integer not null default 0,
    rows_bad integer not null default 0,
    rows_unchanged integer not null default 0,
    error text,
    created_at timestamptz not null,
    created_by uuid,
    applied_at timestamptz
);
comment on column import_batch.mapping is 'For each column of the file the column of the kind that it is, or empty where it is left out.';
create table import_row (
    batch_id uuid not null references import_batch on delete cascade,
    line integer not null,
    cells text[] not null,
    faults jsonb,
    state text not null check (state in ('staged', 'good', 'bad', 'applied', 'unchanged', 'undone')),
    subject_id uuid,
    before jsonb,
    primary key (batch_id, line)
);
create index import_row_state on import_row (batch_id, state, line);
-- What was brought in once is not brought in again: the digest of the kind's natural key of a row.
create table import_key (
    kind text not null,
    key_digest bytea not null,
    batch_id uuid not null references import_batch,
    subject_id uuid,
    primary key (kind, key_digest)
);
create index import_key_batch on import_key (batch_id);
-- The batch that rejudges everybody stages here and merges each result where the member's revision is unchanged.
create table judging_batch (
    id uuid primary key,
    scheme_version_id uuid,
    kind text not null,
    state text not null,
    done bigint not null default 0,
    total bigint not null default 0,
    started_at timestamptz not null,
    finished_at timestamptz
);
create table staged_standing (
    batch_id uuid not null references judging_batch on delete cascade,
    enrolment_id uuid not null,
    period_id uuid not null,
    member_id uuid not null,
    revision bigint not null,
    status text not null,
    document jsonb not null,
    primary key (batch_id, enrolment_id, period_id)
);

--changeset collegium:0001-sign-in
-- One row a key: the private part is encrypted with the deployment's key, so that a backup alone opens nothing.
create table signing_key (
    id text primary key,
    algorithm text not null,
    public_jwk text not null,
    private_jwk_encrypted bytea not null,
    created_at timestamptz not null,
    retired_at timestamptz
);
create table oauth2_registered_client (
    id varchar(100) primary key,
    client_id varchar(100) not null unique,
    client_id_issued_at timestamptz default current_timestamp not null,
    client_secret varchar(200) default null,
    client_secret_expires_at timestamptz default null,
    client_name varchar(200) not null,
    client_authentication_methods varchar(1000) not null,
    authorization_grant_types varchar(1000) not null,
    redirect_uris varchar(1000) default null,
    post_logout_redirect_uris varchar(1000) default null,
    scopes varchar(1000) not null,
    client_settings varchar(2000) not null,
    token_settings varchar(2000) not null
);
create table oauth2_authorization (
    id varchar(100) primary key,
    registered_client_id varchar(100) not null,
    principal_name varchar(200) not null,
    authorization_grant_type varchar(100) not null,
    authorized_scopes varchar(1000) default null,
    attributes text default null,
    state varchar(500) default null,
    authorization_code_value text default null,
    authorization_code_issued_at timestamptz default null,
    authorization_code_expires_at timestamptz default null,
    authorization_code_metadata text default null,
    access_token_value text default null,
    access_token_issued_at timestamptz default null,
    access_token_expires_at timestamptz default null,
    access_token_metadata text default null,
    access_token_type varchar(100) default null,
    access_token_scopes varchar(1000) default null,
    oidc_id_token_value text default null,
    oidc_id_token_issued_at timestamptz default null,
    oidc_id_token_expires_at timestamptz default null,
    oidc_id_token_metadata text default null,
    refresh_token_value text default null,
    refresh_token_issued_at timestamptz default null,
    refresh_token_expires_at timestamptz default null,
    refresh_token_metadata text default null,
    user_code_value text default null,
    user_code_issued_at timestamptz default null,
    user_code_expires_at timestamptz default null,
    user_code_metadata text default null,
    device_code_value text default null,
    device_code_issued_at timestamptz default null,
    device_code_expires_at timestamptz default null,
    device_code_metadata text default null
);
create table oauth2_authorization_consent (
    registered_client_id varchar(100) not null,
    principal_name varchar(200) not null,
    authorities varchar(1000) not null,
    primary key (registered_client_id, principal_name)
);
create table standing_consent (
    client_id text not null,
    member_id uuid not null references member,
    given_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (client_id, member_id)
);

--changeset collegium:0001-grants
-- Listed by name: granting on all tables of a schema slows down with the number of schemas.
grant select, insert, update, delete on account, account_role, one_time_link, member, fact_proposal, draft, objective to "${role}";
grant select, insert, update, delete on scheme, scheme_version, scheme_override, enrolment_rule, enrolment, period to "${role}";
grant select, insert, update, delete on activity_content, artefact_content, relief_content, evidence, evidence_chunk, evidence_part to "${role}";
grant select, insert, update, delete on standing, review, review_comment, conflict_of_interest, message, setting, body_word to "${role}";
grant select, insert, update, delete on idempotency, import_batch, import_row, import_key, judging_batch, staged_standing to "${role}";
grant select, insert, update, delete on signing_key, oauth2_registered_client, oauth2_authorization, oauth2_authorization_consent, standing_consent to "${role}";
grant select, insert, update on submission to "${role}";
-- Append-only: nobody who serves a request can change or remove what was judged or done.
grant select, insert on member_fact, activity, activity_revision, artefact, artefact_revision to "${role}";
grant select, insert on entry_decision, relief, carried_credit, standing_history, recommendation, determination, audit_log to "${role}";
