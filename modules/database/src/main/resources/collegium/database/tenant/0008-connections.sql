--liquibase formatted sql

--changeset collegium:0008-connections
-- One key signs at a time, however many requests find that there is none.
create unique index signing_key_current on signing_key ((retired_at is null)) where retired_at is null;
-- Tokens are kept as hashes and looked up by them, a bearer's with every request.
create index oauth2_authorization_code on oauth2_authorization (authorization_code_value) where authorization_code_value is not null;
create index oauth2_authorization_access on oauth2_authorization (access_token_value) where access_token_value is not null;
create index oauth2_authorization_refresh on oauth2_authorization (refresh_token_value) where refresh_token_value is not null;
create index oauth2_authorization_state on oauth2_authorization (state) where state is not null;
create index oauth2_authorization_of on oauth2_authorization (registered_client_id, principal_name);
alter table oauth2_authorization add column saved_at timestamptz not null default current_timestamp;
create index oauth2_authorization_saved on oauth2_authorization (saved_at);
-- What a key did is kept, not what was answered: the answer is read again, so that no copy of a member's words lies about.
alter table idempotency drop column status;
alter table idempotency drop column content_type;
alter table idempotency rename column response to outcome;
create index idempotency_created on idempotency (created_at);
