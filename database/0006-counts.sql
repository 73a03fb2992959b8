-- database/0006-counts.sql
-- Counts that lists, tabs and filters show, for every reader: a row counts the records of a register, issuer, unit, degree of
-- secrecy and state (cancelled records under state ''), once under facet '' and once more by the value of each facet: the fields that tabs and
-- filters ask for, and "due", the day open records are due on. A scope's count is a sum of rows. The key begins with what a count
-- asks for, so that it reads little else.

drop table tally
;
create table tally (
    register {text} not null,
    facet {text} not null,                -- '', the name of a field, or 'due'
    value {text} not null,                -- '' where there is none
    state {text} not null,
    issuer {text} not null,
    unit {text} not null,
    secrecy {text} not null,
    part {int} not null,                  -- 0; on PostgreSQL a change adds parts of its own, which are added up later
    count {int} not null,
    primary key (register, facet, value, state, issuer, unit, secrecy, part)
){keyed}
;
-- the facets a register's tally was made with; a program that names others does not read it
create table tally_kept (
    register {text} not null primary key,
    facets {text} not null
){keyed}
;
-- whose a record is, answered from the index alone
create index assignment_of_whom on assignment (to_whom, record)
;
-- only postgres
create index tally_parts on tally (part) where part <> 0
;
alter table tally set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000)
;
-- end
