-- database/0024-jobs.sql
-- What runs beside answering: when each job ran last and with what result, where a person's mail goes, and each morning's
-- mail until it is sent. A mail has no copy of its words: they are made of the inbox at the moment it is sent.

create table job_run (
    name {text} not null primary key,
    started_at {int} not null,            -- of the last run that ended; 0 before the first
    ended_at {int} not null,
    ok {int} not null,
    result {text} not null,               -- what it did, or why it failed
    next_at {int} not null,
    claimed_by {text} not null,           -- the program that runs it now; ''
    claimed_until {int} not null          -- then another may take it
){strict}
;
create table mail_box (
    login {text} not null primary key,
    address {text} not null,              -- '' where none is known
    wanted {int} not null                 -- 0: switched off by the person
){strict}
;
create table mail (
    login {text} not null,
    day {text} not null,                  -- of the morning; one a person
    message_id {text} not null,           -- the same however often it is sent
    state {text} not null,                -- waiting, sent, empty (nothing was to be said), failed
    tries {int} not null,
    next_at {int} not null,               -- not before
    ended_at {int} not null,              -- 0 while it waits
    last_error {text} not null,
    claimed_by {text} not null,
    claimed_until {int} not null,
    primary key (login, day)
){strict}
;
create index mail_waiting on mail (next_at, login, day) where state = 'waiting'
;
create index mail_failed on mail (day, login) where state = 'failed'
;
create index mail_by_day on mail (day)
;
-- what somebody gave and is not done, by its date: for who is reminded that it is late
create index assignment_given on assignment (from_whom, due, id) where finished_at = 0 and role <> 'inform'
;
