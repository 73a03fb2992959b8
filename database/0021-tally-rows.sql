-- database/0021-tally-rows.sql
-- The rows of the tally that count nothing any more are found without reading all of it: a job forgets them.

create index tally_nothing on tally (part) where count = 0
;
