-- database/0008-history.sql
-- The values that a line changed are kept with the line, not in a row each: a record that goes through five steps has
-- five rows instead of twenty. Lines written before keep their rows in history_value; both are read and proved.

-- packed: `records/history_values.h` says how; NULL in lines written before
alter table history add column changes {blob}
;
-- a seal closes all lines since the one before it; `seal` is how many lines are sealed up to its own
-- only sqlite
drop trigger history_keeps
;
-- what a line says of a value may be erased, by order; its commitment stays
create trigger history_keeps before update of seq, record, version, step, "on", recorded_at, "by", for_whom, reason, definitions, after, commitment on history begin select raise(abort, 'history is append-only'); end
;
-- end
-- only postgres
drop trigger history_keeps on history
;
create trigger history_keeps before update of seq, record, version, step, "on", recorded_at, "by", for_whom, reason, definitions, after, commitment or delete on history for each row execute function history_append_only()
;
-- end
