-- database/0018-last-handing.sql
-- To whom somebody handed the last record that is like another (“như lần trước”): the lines a giver gave of a register.

create index assignment_of_giver on assignment (from_whom, register, id)
;
