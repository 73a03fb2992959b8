-- database/0022-secret-lines.sql
-- The lines that papers of a degree of secrecy leave in their book are found without walking the book.

create index record_of_secrecy on record (register, number_key) where secrecy <> 'thuong'
;
