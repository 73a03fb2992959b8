-- database/0019-calendar.sql
-- What the office has said of a day: it works or rests against the calendar of its definitions, by which decision. Nothing is
-- changed here: the newest row of a day holds.

create table calendar_day (
    no {int} not null primary key,        -- from 1 without a gap; which calendar a program counts with
    day {text} not null,
    kind {text} not null,                 -- off, work; usual: what was said before is taken back
    reason {text} not null,
    decision {text} not null,             -- number and symbol
    decided_on {text} not null,
    entered_at {int} not null,
    entered_by {text} not null,
    settled {int} not null                -- 1: every open record was looked at since; 0: a job goes on with it
){strict}
;
