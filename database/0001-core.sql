-- database/0001-core.sql
-- The engine's tables. Portable text: {int} {text} {blob} {serial} are the types of the database at hand, {strict} and
-- {keyed} (a table that is its own key) end a table; see README.md. Never edited after it has landed: what changes is a new file.

-- one line a node that writes: ids carry the node's number
create table node (
    id {int} not null primary key,
    name {text} not null,
    leased_until {int} not null
){strict}
;
-- the compiled definitions an office was migrated to; history and frozen figures name them by hash
create table definition_set (
    hash {text} not null primary key,
    applied_at {int} not null,
    summary {text} not null
){strict}
;
-- what every record has; a register's own fields stand in the table named after it
create table record (
    id {int} not null primary key,
    register {text} not null,
    number {text},
    number_key {text} not null,           -- series and padded number: the order of numbers; '' where there is none
    title {text} not null,
    state {text} not null,
    state_group {text} not null,
    unit {text} not null,
    issuer {text} not null,
    secrecy {text} not null,
    urgency {text} not null,
    happened_on {text} not null,          -- the register's `date:` field: places the record in a period
    due {text} not null,                  -- local minute; 9999-12-31T23:59 where there is none
    original_due {text} not null,
    finished_on {text} not null,          -- 9999-12-31 while open
    cancelled {int} not null,
    source {text} not null,               -- the system a mirror row came from; '' for our own
    source_code {text} not null,
    created_at {int} not null,
    created_by {text} not null,
    changed_at {int} not null,
    changed_by {text} not null,
    changed_on {text} not null,
    version {int} not null
){strict}
;
create index record_by_date on record (register, cancelled, happened_on, id)
;
create index record_by_due on record (register, cancelled, due, id)
;
create index record_by_state on record (register, cancelled, state, id)
;
create index record_by_id on record (register, cancelled, id)
;
create index record_by_number_key on record (register, cancelled, number_key, id)
;
create index record_by_number on record (number) where number is not null
;
create unique index record_by_source on record (source, source_code) where source <> ''
;
-- the state a record was in, by the day it happened; figures read these, never the history
create table record_span (
    record {int} not null,
    register {text} not null,
    state {text} not null,
    state_group {text} not null,
    since_on {text} not null,             -- the day the record entered this group of states without a break
    from_on {text} not null,
    until_on {text} not null,             -- the day it left; 9999-12-31 while it lasts
    part {int} not null,                  -- order of the spans of a record
    unit {text} not null,
    step {text} not null,
    recorded_at {int} not null,
    primary key (record, part)
){keyed}
;
create index record_span_by_state on record_span (register, state, from_on)
;
-- with the other days of the span beside: a figure is answered from the index alone
create index record_span_by_group on record_span (register, state_group, until_on, from_on, since_on)
;
create index record_span_by_entry on record_span (register, state_group, since_on, from_on, until_on)
;
-- the due date a record had, by the day, and the clock it came from; the rows of a record do not overlap
create table due_span (
    record {int} not null,
    clock {text} not null,
    due {text} not null,
    from_on {text} not null,
    until_on {text} not null,
    part {int} not null,
    primary key (record, part)
){keyed}
;
-- what happened to a clock: start, pause, resume, restart, extend, stop
create table clock_event (
    record {int} not null,
    clock {text} not null,
    part {int} not null,
    event {text} not null,
    at {text} not null,                   -- local minute
    length {text} not null,
    reason {text} not null,
    primary key (record, clock, part)
){keyed}
;
create table record_link (
    from_record {int} not null,
    kind {text} not null,
    to_record {int} not null,
    created_at {int} not null,
    created_by {text} not null,
    primary key (from_record, kind, to_record)
){keyed}
;
create index record_link_back on record_link (to_record, kind)
;
-- a record handed to a position, person or unit
create table assignment (
    id {int} not null primary key,
    record {int} not null,
    parent {int} not null,
    from_whom {text} not null,
    to_whom {text} not null,
    role {text} not null,
    opinion {text} not null,
    due {text} not null,
    given_at {int} not null,
    read_at {int} not null,
    finished_at {int} not null
){strict}
;
create index assignment_by_record on assignment (record)
;
create index assignment_by_whom on assignment (to_whom, finished_at, due)
;
-- a series of a book: the next number; `start_note` explains a start above 1
create table number_book (
    book {text} not null,
    series {text} not null,
    start {int} not null,
    next {int} not null,
    start_note {text} not null,
    primary key (book, series)
){keyed}
;
-- every number given, reserved or cancelled; nothing is ever deleted here
create table number (
    book {text} not null,
    series {text} not null,
    seq {int} not null,
    printed {text} not null,
    state {text} not null,                -- used, reserved, cancelled
    record {int} not null,                -- 0 where there is none
    reason {text} not null,
    reserved_for {text} not null,
    reserved_until {text} not null,
    changed_at {int} not null,
    primary key (book, series, seq)
){keyed}
;
create index number_by_record on number (record)
;
-- append-only; a line is named by its record and the version it made, `seq` is the order in which they were written
create table history (
    seq {serial},
    record {int} not null,
    version {int} not null,
    step {text} not null,
    "on" {text} not null,
    recorded_at {int} not null,
    "by" {text} not null,
    for_whom {text} not null,
    reason {text} not null,
    definitions {text} not null,          -- how the hash of the definition set begins
    after {text} not null,                -- the engine's columns after it: state=…&number=…&due=…
    commitment {blob} not null
){strict}
;
create unique index history_by_record on history (record, version)
;
-- the values a history line changed; only `nonce`, `old`, `new` may be erased, by order: the commitment stays
create table history_value (
    record {int} not null,
    version {int} not null,
    field {text} not null,
    nonce {blob},
    old {text},
    new {text},
    commitment {blob} not null,
    primary key (record, version, field)
){keyed}
;
-- the sealer's gapless chain over the history
create table history_seal (
    seq {int} not null primary key,
    seal {int} not null,
    chain {blob} not null
){strict}
;
-- counts that pages show without counting; one line a register and state, cancelled records under state ''
create table tally (
    register {text} not null,
    state {text} not null,
    count {int} not null,
    primary key (register, state)
){keyed}
;
-- the search tokens of a record, made once by `viet`; FTS5 has no row of its own to delete by, so they are kept
create table search_text (
    record {int} not null primary key,
    tokens {text} not null,
    fold_version {int} not null
){strict}
;
create table outbox (
    id {int} not null primary key,
    topic {text} not null,
    record {int} not null,
    created_at {int} not null,
    sent_at {int} not null
){strict}
;
create index outbox_waiting on outbox (sent_at, id)
;
-- one line a request with a key, kept 7 days: a repeated request is answered again, not done again
create table idempotency (
    user_name {text} not null,
    request_key {text} not null,
    request_hash {text} not null,
    status {int} not null,
    record {int} not null,
    version {int} not null,
    created_at {int} not null,
    primary key (user_name, request_key)
){keyed}
;
create table blob (
    hash {text} not null primary key,
    size {int} not null,
    created_at {int} not null
){strict}
;
create table attachment (
    id {int} not null primary key,
    record {int} not null,
    name {text} not null,
    media_type {text} not null,
    blob {text} not null,
    version {int} not null,
    created_at {int} not null,
    created_by {text} not null,
    withdrawn {int} not null
){strict}
;
create index attachment_by_record on attachment (record)
;
-- units as records see them: a stable code; names and successors by date (office/units.yaml is the source)
create table unit (
    code {text} not null primary key,
    kind {text} not null,
    parent {text} not null,
    from_on {text} not null,
    until_on {text} not null
){strict}
;
create table unit_name (
    unit {text} not null,
    name {text} not null,
    short {text} not null,
    from_on {text} not null,
    until_on {text} not null,
    primary key (unit, from_on)
){keyed}
;
create table unit_succession (
    old {text} not null,
    new {text} not null,
    "on" {text} not null,
    primary key (old, new, "on")
){keyed}
;
create table figure_frozen (
    report {text} not null,
    period {text} not null,
    figure {text} not null,
    query {text} not null,
    definitions {text} not null,
    value {int},
    numerator {int},
    denominator {int},
    as_of {text} not null,
    recorded_before {int} not null,
    ids {blob} not null,
    ids_hash {blob} not null,
    primary key (report, period, figure)
){keyed}
;
-- only sqlite
-- indexes put aside while an empty office is filled; what stands here is made again before anything else is written
create table deferred_index (
    name {text} not null primary key,
    definition {text} not null
){keyed}
;
create virtual table search using fts5 (tokens, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'")
;
create trigger history_keeps before update on history begin select raise(abort, 'history is append-only'); end
;
create trigger history_stays before delete on history begin select raise(abort, 'history is append-only'); end
;
create trigger history_value_stays before delete on history_value begin select raise(abort, 'history is append-only'); end
;
create trigger history_seal_keeps before update on history_seal begin select raise(abort, 'history is append-only'); end
;
create trigger history_seal_stays before delete on history_seal begin select raise(abort, 'history is append-only'); end
;
-- end
-- only postgres
create index search_by_tokens on search_text using gin ((tokens::tsvector))
;
create function history_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'history is append-only';
end
$$
;
create trigger history_keeps before update or delete on history for each row execute function history_append_only()
;
create trigger history_value_stays before delete on history_value for each row execute function history_append_only()
;
create trigger history_seal_keeps before update or delete on history_seal for each row execute function history_append_only()
;
-- end
