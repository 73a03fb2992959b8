-- database/0030-absence-register.sql
-- An absence may lend the work of some registers alone.

create table absence_register (
    absence {int} not null primary key,   -- no
    registers {text} not null             -- names, joined by ","; no row: every register
){strict}
;
