-- database/0002-people.sql
-- Who signs in: accounts, roles, positions, sessions, and the history of what was done to them. A login is never given to
-- somebody else, so an account is disabled, not deleted. Text as in 0001-core.sql.

create table account (
    id {int} not null primary key,
    login {text} not null,
    name {text} not null,
    name_key {text} not null,             -- by given name, in Vietnamese order
    unit {text} not null,
    title {text} not null,
    password_hash {text} not null,        -- argon2id, with its parameters
    must_change {int} not null,           -- somebody else gave the password
    disabled {int} not null,
    version {int} not null,
    created_at {int} not null,
    created_by {text} not null,
    changed_at {int} not null,
    changed_by {text} not null
){strict}
;
create unique index account_by_login on account (login)
;
create index account_by_name on account (name_key, id)
;
create table account_role (
    account {int} not null,
    role {text} not null,
    primary key (account, role)
){keyed}
;
create index account_role_by_role on account_role (role)
;
-- a position of the office; what was assigned to it stays with it when its holder changes
create table position (
    code {text} not null primary key,
    title {text} not null,
    unit {text} not null
){strict}
;
create table position_holder (
    position {text} not null,
    from_on {text} not null,
    until_on {text} not null,             -- the last day; 9999-12-31 while it is held
    account {int} not null,
    primary key (position, from_on)
){keyed}
;
create index position_holder_by_account on position_holder (account, until_on)
;
-- browsers that are signed in, and tokens of programs; the token itself is nowhere
create table session (
    token_hash {text} not null primary key,
    account {int} not null,
    is_token {int} not null,
    name {text} not null,
    remote {text} not null,
    agent {text} not null,
    created_at {int} not null,
    seen_at {int} not null,
    ends_at {int} not null
){strict}
;
create index session_by_account on session (account, is_token, created_at)
;
create index session_by_end on session (ends_at)
;
-- sign-ins that failed, of logins that exist or not; gone after one that succeeds
create table sign_in_failure (
    login {text} not null primary key,
    failures {int} not null,
    wait_until {int} not null,
    last_at {int} not null
){strict}
;
-- append-only: what was done to whose account, without secrets
create table account_history (
    seq {serial},
    at {int} not null,
    "by" {text} not null,
    login {text} not null,                -- of the account; '' for a position
    what {text} not null,
    detail {text} not null
){strict}
;
create index account_history_by_login on account_history (login, seq)
;
-- only sqlite
create trigger account_history_keeps before update on account_history begin select raise(abort, 'history is append-only'); end
;
create trigger account_history_stays before delete on account_history begin select raise(abort, 'history is append-only'); end
;
-- end
-- only postgres
create trigger account_history_keeps before update or delete on account_history for each row execute function history_append_only()
;
-- end
