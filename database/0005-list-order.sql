-- database/0005-list-order.sql
-- One index for each order of the lists, with whatever a page asks beside it: the keys of a page are read from the index
-- alone (src/query/page_keys.c). `record_by_id` goes: the register's own table is in that order.

drop index record_by_date
;
drop index record_by_due
;
drop index record_by_state
;
drop index record_by_id
;
drop index record_by_number_key
;
create index record_by_date on record (register, cancelled, happened_on, id, state, issuer, unit, secrecy)
;
create index record_by_due on record (register, cancelled, due, id, state, issuer, unit, secrecy)
;
create index record_by_number_key on record (register, cancelled, number_key, id, state, issuer, unit, secrecy)
;
create index record_by_state_and_date on record (register, cancelled, state, happened_on, id, issuer, unit, secrecy, due)
;
create index record_by_state_and_due on record (register, cancelled, state, due, id, issuer, unit, secrecy)
;
create index record_by_unit on record (register, cancelled, unit, state_group, due, id, state, happened_on, issuer, secrecy)
;
