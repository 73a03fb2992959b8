-- database/0015-day-counts.sql
-- The tally counts by day, too (fields/tally.h): what was opened, left, was resolved, and what a register's own days
-- place. A record that its row does not tell is asked of its spans; there are few, and this index has them and no others.
-- Not told is now also what has another due date since it was resolved.

update record set told = 0 where due_since > finished_on
;
create index record_apart on record (told, register, cancelled) where told = 0
;
