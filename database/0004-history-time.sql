-- database/0004-history-time.sql
-- The history of the whole office is read by the day: who did what on 12 July. Lines are written in the order of time, so
-- the index grows at its end.

create index history_by_time on history (recorded_at, seq)
;
