-- database/0016-handing.sql
-- Work handed down a tree: whether a due date is the giver's own, how a line of it ended, by whom and with what words.

-- 1: the giver asked for this date; 0: it is that of the assignment above, or of the record, and goes where that goes
alter table assignment add column own_due {int} not null default 0
;
-- the line that came back and left this one to who had given it; 0: none
alter table assignment add column back_of {int} not null default 0
;
-- how it ended: done, passed-back, returned, replaced, closed; '' while it is open
alter table assignment add column outcome {text} not null default ''
;
-- the result, or why it came back; '' of what ended before this file
alter table assignment add column result {text} not null default ''
;
alter table assignment add column ended_by {text} not null default ''
;
update assignment set outcome = 'done', ended_by = coalesce((select min(h."by") from history h where h.record = assignment.record and h.step = 'finish-assignment' and h.recorded_at = assignment.finished_at), '') where finished_at > 0
;
-- 1: it leads and so does every line above it; the newest open one of a record is who has it in hand
alter table assignment add column on_path {int} not null default 0
;
with recursive path (id) as (select id from assignment where parent = 0 and role = 'lead' union all select a.id from assignment a join path p on a.parent = p.id where a.role = 'lead') update assignment set on_path = 1 where id in (select id from path)
;
-- the record's, so that an inbox is counted without its records; '' of what was open when its record was cancelled
-- before this file: a record that is cancelled ends its lines since
alter table assignment add column register {text} not null default ''
;
update assignment set register = coalesce((select r.register from record r where r.id = assignment.record and (r.cancelled = 0 or assignment.finished_at > 0)), '')
;
drop index assignment_by_whom
;
create index assignment_inbox on assignment (to_whom, due, id, record, register, role, finished_at) where finished_at = 0
;
-- what was handed on from a line; what of a record is open
create index assignment_of_parent on assignment (parent, finished_at, role, from_whom) where parent > 0
;
create index assignment_open on assignment (record, id, to_whom, role, on_path, finished_at) where finished_at = 0
;
