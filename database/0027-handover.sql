-- database/0027-handover.sql
-- Everything open of a person, a position or a unit, handed over in one act: the act, and what went with it.

create table handover (
    no {int} not null primary key,        -- from 1 without a gap
    from_whom {text} not null,            -- login, position:CODE or unit:CODE
    to_whom {text} not null,
    from_name {text} not null,            -- what they were called that day
    to_name {text} not null,
    reason {text} not null,
    document {text} not null,             -- number and symbol of what it rests on; ''
    handed_on {text} not null,            -- the day
    holdings {int} not null,              -- 1: positions held, people and positions of a unit went with it
    entered_at {int} not null,
    entered_by {text} not null,
    done_at {int} not null                -- 0: it goes on
){strict}
;
-- what went, in the order it went; the lines of one change have one batch
create table handover_line (
    handover {int} not null,
    seq {int} not null,
    batch {int} not null,
    what {text} not null,                 -- assignment, approval, position, account
    item {int} not null,                  -- id of the assignment, of the approval; 0
    code {text} not null,                 -- of the position; login; ''
    record {int} not null,                -- 0: of no record
    primary key (handover, seq)
){keyed}
;
create index approval_undecided on approval (to_whom, record, draft) where decided_at = 0
;
