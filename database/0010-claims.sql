-- SPDX-License-Identifier: Apache-2.0
-- What no two records share (`unique:` of a definition): a row for each rule that a record falls under, with a hash of
-- its values. The database itself refuses the second where it is no hint. Made of the records, not proved.
create table claim (
    register {text} not null,
    rule     {text} not null,
    key      {text} not null,
    record   {int} not null,
    hint     {int} not null,
    primary key (register, rule, key, record)
){keyed}
;
create unique index claim_once on claim (register, rule, key) where hint = 0
;
create index claim_of_record on claim (record)
;
create table claim_made (
    register {text} not null primary key,
    rules    {text} not null
){keyed}
;
