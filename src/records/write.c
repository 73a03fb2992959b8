/* SPDX-License-Identifier: Apache-2.0 */
#include "records/write.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "records/query_names.h"
#include "records/tally.h"
#include "records/texts.h"
#include "records/write_internal.h"
#include "store/id.h"

static void tally_write(struct tally *tally, const struct write *write)
{
    const struct record *after = &write->after;
    if (!write->is_new)
        tally_add(tally, after->reg->name, write->old_cancelled ? "" : write->old_state, -1);
    tally_add(tally, after->reg->name, after->cancelled ? "" : after->state, 1);
}

static bool announce(struct change *change, const struct write *write, struct err *err)
{
    return change_run(change,
                      SQL("insert into outbox (id, topic, record, created_at, sent_at) values ($1, $2, $3, $4, 0)"),
                      DB(db_int(id_next()), db_text(write->history.items[write->history.count - 1].step),
                         db_int(write->after.id), db_int(change_time(change))),
                      err);
}

/* --- one record --------------------------------------------------------------------------------------------------- */

struct request {
    struct office *office;
    const struct draft *draft; /* a new record */
    int64_t id, version;       /* an existing one */
    const struct draft_step *step;
    const struct draft_value *values;
    size_t count;
    struct write *write;
};

static bool prepare_request(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct request *request = arg;
    struct arena *mem = change_mem(change);
    if (request->draft) {
        request->write = write_plan_new(request->office, mem, request->draft, err);
    } else {
        struct write *write = write_open(request->office, mem, db, request->id, request->version, err);
        bool planned = write && (request->step ? write_plan_step(write, request->step, err)
                                               : write_plan_values(write, request->values, request->count, err));
        if (planned)
            write_finish(write);
        request->write = planned ? write : NULL;
    }
    if (!request->write || !write_check_links(request->write, db, err))
        return false;
    if (request->draft)
        request->write->after.id = request->id;
    else
        change_touch(change, request->id);
    write_want_number(request->write, change);
    return true;
}

static bool apply_request(struct change *change, void *arg, struct err *err)
{
    struct request *request = arg;
    struct tally tally = { .count = 0 };
    tally_write(&tally, request->write);
    return write_apply(change, request->write, err) && tally_apply(change, &tally, err) &&
           announce(change, request->write, err);
}

bool record_create(struct office *office, struct arena *mem, const struct draft *draft, int64_t *id, struct err *err)
{
    struct request request = { .office = office, .draft = draft, .id = id_next() };
    if (!store_change(office->store, mem, prepare_request, apply_request, &request, err))
        return false;
    *id = request.id;
    return true;
}

bool record_set(struct office *office, struct arena *mem, int64_t id, int64_t version, const struct draft_value *values,
                size_t count, struct err *err)
{
    struct request request = { .office = office, .id = id, .version = version, .values = values, .count = count };
    return store_change(office->store, mem, prepare_request, apply_request, &request, err);
}

bool record_step(struct office *office, struct arena *mem, int64_t id, int64_t version, const struct draft_step *step,
                 struct err *err)
{
    struct request request = { .office = office, .id = id, .version = version, .step = step };
    return store_change(office->store, mem, prepare_request, apply_request, &request, err);
}

/* --- links -------------------------------------------------------------------------------------------------------- */

struct link {
    struct office *office;
    int64_t from, to;
    const char *kind;
    struct write *write; /* NULL: it is there already */
};

static bool prepare_link(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct link *link = arg;
    struct arena *mem = change_mem(change);
    int64_t there;
    link->write = write_open(link->office, mem, db, link->from, 0, err);
    if (!link->write || !record_read(db, mem, link->office->definitions, &link->office->scope, link->to, err) ||
        !db_one_int(db, SQL("select count(*) from record_link where from_record = $1 and kind = $2 and to_record = $3"),
                    DB(db_int(link->from), db_text(link->kind), db_int(link->to)), 0, &there, err))
        return false;
    if (there) {
        link->write = NULL;
        return true;
    }
    write_plan_link(link->write, link->kind, link->to);
    write_finish(link->write);
    change_touch(change, link->from);
    return true;
}

static bool apply_link(struct change *change, void *arg, struct err *err)
{
    struct link *link = arg;
    if (!link->write)
        return true;
    return write_apply(change, link->write, err) &&
           change_run(change,
                      SQL("insert into record_link (from_record, kind, to_record, created_at, created_by) values "
                          "($1, $2, $3, $4, $5)"),
                      DB(db_int(link->from), db_text(link->kind), db_int(link->to), db_int(change_time(change)),
                         db_text(link->office->scope.user)),
                      err) &&
           announce(change, link->write, err);
}

bool record_link(struct office *office, struct arena *mem, int64_t from, const char *kind, int64_t to, struct err *err)
{
    struct link link = { office, from, to, kind, NULL };
    if (!query_is_code(kind))
        return err_set(err, ERR_INVALID, "link", NULL, SAY_LINK_KIND, kind);
    return store_change(office->store, mem, prepare_link, apply_link, &link, err);
}
