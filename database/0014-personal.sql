-- database/0014-personal.sql
-- What a record is found by that is personal: telephone numbers, numbers of papers, names of people
-- (src/fields/personal_index.h). A key is a hash under a secret of this office, so that the table shows neither number
-- nor name. Made of the records, and proved with them.

-- secrets of the office, made here and never changed: 'personal' is the one under which personal keys are made
create table secret (
    name {text} not null primary key,
    value {text} not null
){keyed}
;
-- only sqlite
insert into secret (name, value) values ('personal', lower(hex(randomblob(32))))
;
-- end
-- only postgres
insert into secret (name, value) values ('personal', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''))
;
-- end
create table personal_key (
    key {text} not null,
    record {int} not null,
    field {text} not null,
    marks {text} not null, -- of a name that has marks: a hash of it with them
    primary key (key, record, field, marks)
){keyed}
;
create index personal_key_of_record on personal_key (record)
;
-- of which fields, and how, the keys of a register were made; others are made anew by `congvu migrate`
create table personal_made (
    register {text} not null primary key,
    fields {text} not null
){keyed}
;
