-- database/0026-absence.sql
-- Who is away from when until when, and who sees and does their work meanwhile.

create table absence (
    no {int} not null primary key,        -- from 1 without a gap
    login {text} not null,                -- who is away
    stand_in {text} not null,             -- login
    from_on {text} not null,
    until_on {text} not null,             -- the last day
    reason {text} not null,
    document {text} not null,             -- number and symbol of what it rests on; ''
    entered_at {int} not null,
    entered_by {text} not null,
    ended_at {int} not null,              -- it was ended before its last day, or taken back; 0: it was not
    ended_by {text} not null
){strict}
;
create index absence_of_stand_in on absence (stand_in, until_on)
;
create index absence_of_login on absence (login, until_on)
;
