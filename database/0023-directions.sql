-- database/0023-directions.sql
-- What somebody who leads said on a record, and the records that were made to carry it out.

create table direction (
    id {int} not null primary key,
    record {int} not null,
    speaker {text} not null,              -- a login, "position:CODE", or a name as it was written
    said_on {text} not null,              -- the day
    source {text} not null,               -- where it was said: but-phe, phieu-trinh, hop, dien-thoai, van-ban, khac
    words {text} not null,
    created_at {int} not null,
    created_by {text} not null
){strict}
;
create index direction_of_record on direction (record, id)
;
-- those of one act have one batch; a record carries out one direction
create table direction_task (
    task {int} not null primary key,
    direction {int} not null,
    batch {int} not null,
    created_at {int} not null,
    created_by {text} not null
){strict}
;
create index direction_task_of on direction_task (direction, batch, task)
