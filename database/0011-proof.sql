-- database/0011-proof.sql
-- What `congvu history verify` rests on. Seals are counted without a gap, begin with the office, and also close what was
-- done to accounts, positions, definitions and reserved numbers: each such line says what it left (docs/history.md).

-- only sqlite
drop trigger history_seal_keeps
;
drop trigger history_seal_stays
;
-- end
alter table history_seal rename to history_seal_before
;
create table history_seal (
    no {int} not null primary key,        -- 0: the office began; then one after the other
    seq {int} not null,                   -- the newest history line it closes
    account_seq {int} not null,           -- the newest line of account_history it closes
    seal {int} not null,                  -- how many history lines are sealed
    chain {blob} not null
){strict}
;
insert into history_seal (no, seq, account_seq, seal, chain) select row_number() over (order by seq), seq, 0, seal, chain from history_seal_before
;
drop table history_seal_before
;
-- only sqlite
insert into history_seal (no, seq, account_seq, seal, chain) values (0, 0, 0, 0, zeroblob(32))
;
create trigger history_seal_keeps before update on history_seal begin select raise(abort, 'history is append-only'); end
;
create trigger history_seal_stays before delete on history_seal begin select raise(abort, 'history is append-only'); end
;
-- end
-- only postgres
insert into history_seal (no, seq, account_seq, seal, chain) values (0, 0, 0, 0, decode(repeat('00', 32), 'hex'))
;
create trigger history_seal_keeps before update or delete on history_seal for each row execute function history_append_only()
;
-- end
-- what the act left: "KIND KEY HASH", a line each; of lines written before this file nothing, and no commitment: the
-- first line written after it says what all of them were
alter table account_history add column after {text} not null default ''
;
alter table account_history add column commitment {blob}
;
-- the rules that a register's table was made with (CHECK); a table with others is made anew by `congvu migrate`
create table register_rules (
    register {text} not null primary key,
    rules {text} not null
){strict}
;
-- a number was given, or cancelled, when the line that says so was recorded
-- only sqlite
update number set changed_at = coalesce((select min(h.recorded_at) from history h where h.record = number.record and instr(h.after, '&number=') > 0), changed_at) where state = 'used'
;
-- end
-- only postgres
update number set changed_at = coalesce((select min(h.recorded_at) from history h where h.record = number.record and strpos(h.after, '&number=') > 0), changed_at) where state = 'used'
;
-- end
update number set changed_at = coalesce((select max(h.recorded_at) from history h where h.record = number.record and h.step = 'cancel'), changed_at) where state = 'cancelled'
;
-- Tables that are their own key begin with it: SQLite 3.40.1 says of the others, in `pragma integrity_check`, that they hold
-- NULLs, and finds nothing wrong with them otherwise (findings/sqlite-integrity-check-key-order.sh).
-- only sqlite
alter table record_span rename to record_span_before
;
create table record_span (
    record {int} not null,
    part {int} not null,
    register {text} not null,
    state {text} not null,
    state_group {text} not null,
    since_on {text} not null,
    from_on {text} not null,
    until_on {text} not null,
    unit {text} not null,
    step {text} not null,
    recorded_at {int} not null,
    primary key (record, part)
){keyed}
;
insert into record_span (record, part, register, state, state_group, since_on, from_on, until_on, unit, step, recorded_at) select record, part, register, state, state_group, since_on, from_on, until_on, unit, step, recorded_at from record_span_before order by record, part
;
drop table record_span_before
;
create index record_span_by_state on record_span (register, state, from_on)
;
create index record_span_by_group on record_span (register, state_group, until_on, from_on, since_on)
;
create index record_span_by_entry on record_span (register, state_group, since_on, from_on, until_on)
;
alter table due_span rename to due_span_before
;
create table due_span (
    record {int} not null,
    part {int} not null,
    clock {text} not null,
    due {text} not null,
    from_on {text} not null,
    until_on {text} not null,
    primary key (record, part)
){keyed}
;
insert into due_span (record, part, clock, due, from_on, until_on) select record, part, clock, due, from_on, until_on from due_span_before order by record, part
;
drop table due_span_before
;
alter table unit_name rename to unit_name_before
;
create table unit_name (
    unit {text} not null,
    from_on {text} not null,
    name {text} not null,
    short {text} not null,
    until_on {text} not null,
    primary key (unit, from_on)
){keyed}
;
insert into unit_name (unit, from_on, name, short, until_on) select unit, from_on, name, short, until_on from unit_name_before
;
drop table unit_name_before
;
-- end
