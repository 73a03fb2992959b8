-- database/0028-assigned-of-register.sql
-- What of one register is assigned to somebody, answered from the index alone: who has thousands of lines in one register pays for
-- them there only.

create index assignment_of_register on assignment (to_whom, register, record, outcome)
;
