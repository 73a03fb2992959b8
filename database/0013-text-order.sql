-- database/0013-text-order.sql
-- Lists in the Vietnamese order of the titles: a key beside the title, compared byte by byte (src/fields/text_order.h).
-- The keys of the fields stand in the registers' own tables.

alter table record add column title_key {text} not null default ''
;
create index record_by_title_key on record (register, cancelled, title_key, id, state, issuer, unit, secrecy)
;
-- which keys the records of a register have; others are written anew by `congvu migrate`
create table text_order_kept (
    register {text} not null primary key,
    keys {text} not null
){keyed}
;
