/* SPDX-License-Identifier: Apache-2.0 */
/* A direction: its words, reading it, noting it. */
#include "handling/direction_note.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handling/assignment_note.h"
#include "handling/texts.h"
#include "people/names.h"
#include "query/finder.h"
#include "records/history_values.h"
#include "records/texts.h"
#include "store/id.h"

const struct direction_source direction_sources[] = {
    { "but-phe", "bút phê" },           { "phieu-trinh", "phiếu trình" }, { "hop", "tại cuộc họp" },
    { "dien-thoai", "qua điện thoại" }, { "van-ban", "văn bản chỉ đạo" }, { "khac", "cách khác" },
};
const size_t direction_source_count = COUNT_OF(direction_sources);

const char *direction_source_label(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(direction_sources); i++)
        if (text_equal(direction_sources[i].name, name))
            return direction_sources[i].label;
    return name;
}

size_t direction_paragraphs(struct arena *mem, const char *words, const char *paragraphs[DIRECTION_PARTS_MAX])
{
    size_t lines, count = 0;
    char **split = text_split(mem, words, '\n', &lines);
    for (size_t i = 0; i < lines; i++) {
        const char *line = text_trim(mem, split[i]);
        if (text_is_empty(line))
            continue;
        if (count < DIRECTION_PARTS_MAX)
            paragraphs[count] = line;
        count++;
    }
    return count;
}

/* --- notes and rows ----------------------------------------------------------------------------------------------- */

const char *direction_note_print(struct arena *mem, const struct direction *direction)
{
    return arena_printf(mem, "%s\n%s\n%s\n%s", direction->speaker, direction->said_on, direction->source,
                        direction->words);
}

const char *direction_batch_print(struct arena *mem, int64_t batch, const int64_t *tasks, size_t count)
{
    char id[ID_SIZE];
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    id_print(batch, id);
    text_add(&out, id);
    for (size_t i = 0; i < count; i++) {
        id_print(tasks[i], id);
        text_printf(&out, " %s", id);
    }
    return out.data;
}

static struct direction direction_from_row(struct arena *mem, const struct rows *rows)
{
    return (struct direction){ .id = rows_int(rows, 0),
                               .record = rows_int(rows, 1),
                               .speaker = arena_strdup(mem, rows_text(rows, 2)),
                               .said_on = arena_strdup(mem, rows_text(rows, 3)),
                               .source = arena_strdup(mem, rows_text(rows, 4)),
                               .words = arena_strdup(mem, rows_text(rows, 5)),
                               .created_at = rows_int(rows, 6),
                               .created_by = arena_strdup(mem, rows_text(rows, 7)) };
}

static bool read_directions(struct arena *mem, struct rows *rows, bool counted, struct direction **list, size_t *count,
                            struct err *err)
{
    ARRAY(struct direction) found = { 0 };
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct direction direction = direction_from_row(mem, rows);
        if (counted) {
            direction.tasks = rows_int(rows, DIRECTION_COLUMN_COUNT);
            direction.open = rows_int(rows, DIRECTION_COLUMN_COUNT + 1);
        }
        *ARRAY_ADD(mem, &found) = direction;
    }
    if (!rows_end(rows, err))
        return false;
    *list = found.items;
    *count = found.count;
    return true;
}

bool direction_list(struct db *db, struct arena *mem, int64_t record, struct direction **list, size_t *count,
                    struct err *err)
{
    return read_directions(
        mem,
        db_rows(
            db, mem,
            SQL("select " DIRECTION_COLUMNS ", (select count(*) from direction_task t where t.direction = d.id), "
                "(select count(*) from direction_task t join record r on r.id = t.task where t.direction = d.id and "
                "r.state_group = 'open' and r.cancelled = 0) from direction d where d.record = $1 order by d.id desc"),
            DB(db_int(record)), err),
        true, list, count, err);
}

static bool refuse_missing(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, "direction", NULL, SAY_NO_SUCH_DIRECTION);
}

struct direction *direction_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                                 const struct scope *scope, int64_t id, struct err *err)
{
    struct direction *list;
    size_t count;
    if (!read_directions(
            mem,
            db_rows(db, mem, SQL("select " DIRECTION_COLUMNS " from direction d where d.id = $1"), DB(db_int(id)), err),
            false, &list, &count, err))
        return NULL;
    if (count == 0) {
        refuse_missing(err);
        return NULL;
    }
    if (record_read(db, mem, definitions, scope, list->record, err))
        return list;
    if (err->kind == ERR_NOT_FOUND)
        refuse_missing(err);
    return NULL;
}

void direction_json(struct json *json, const struct direction *direction)
{
    char id[ID_SIZE], at[INSTANT_SIZE];
    id_print(direction->id, id);
    json_put_text(json, "id", id);
    id_print(direction->record, id);
    json_put_text(json, "record", id);
    json_put_text(json, "speaker", direction->speaker);
    json_put_text(json, "said_on", direction->said_on);
    json_put_text(json, "source", direction->source);
    json_put_text(json, "words", direction->words);
    instant_print(direction->created_at, at);
    json_put_text(json, "created_at", at);
    json_put_text(json, "created_by", direction->created_by);
    json_put_int(json, "tasks", direction->tasks);
    json_put_int(json, "open", direction->open);
}

/* --- noting one --------------------------------------------------------------------------------------------------- */

struct noting {
    struct office *office;
    struct arena *mem;
    const struct direction *asked;
    struct direction said;
    struct draft_faults faults;
};

static void blame(struct noting *noting, const struct err *fault)
{
    if (fault->kind != ERR_NONE)
        *ARRAY_ADD(noting->mem, &noting->faults.list) = *fault;
}

static void judge_words(struct noting *noting)
{
    struct err fault = { 0 };
    struct direction *said = &noting->said;
    if (words_clean(noting->mem, noting->asked->words, "words", DIRECTION_WORDS_MAX, &said->words, &fault) &&
        text_is_empty(said->words))
        err_set(&fault, ERR_INVALID, "words", "words", SAY_DIRECTION_WORDS);
    blame(noting, &fault);
}

/* A name as it was written is taken as it is; what looks like a login or a position has to be one. False where the
 * database failed. */
static bool judge_speaker(struct noting *noting, struct err *err)
{
    struct err fault = { 0 };
    struct direction *said = &noting->said;
    const char *clean, *user = noting->office->scope.user;
    size_t count = 0;
    if (!assignment_words(noting->mem, noting->asked->speaker, "speaker", &clean, &fault)) {
        blame(noting, &fault);
        return true;
    }
    said->speaker = text_is_empty(clean) ? user : clean;
    for (const char *at = said->speaker; utf8_next(&at);)
        count++;
    if (count > DIRECTION_SPEAKER_MAX || strchr(said->speaker, '\n'))
        err_set(&fault, ERR_INVALID, "speaker", "speaker", SAY_DIRECTION_SPEAKER, DIRECTION_SPEAKER_MAX);
    else if (!strchr(said->speaker, ' ') && !text_equal(said->speaker, user)) {
        struct db *db = db_for_read(noting->office->store, err);
        if (!db)
            return false;
        if (!assignment_check_to(db, noting->mem, noting->office->definitions, said->speaker, "speaker", &fault) &&
            fault.kind != ERR_INVALID) {
            *err = fault;
            return false;
        }
    }
    blame(noting, &fault);
    return true;
}

static void judge_day(struct noting *noting)
{
    day_t day = clock_today();
    char printed[DATE_SIZE];
    struct err fault = { 0 };
    const char *asked = noting->asked->said_on;
    if (!text_is_empty(asked) && !day_parse_people(asked, &day))
        err_set(&fault, ERR_INVALID, "date", "said_on", SAY_NOT_A_DATE, asked);
    else if (day > clock_today())
        err_set(&fault, ERR_INVALID, "date", "said_on", SAY_IN_THE_FUTURE, asked);
    blame(noting, &fault);
    day_print(day, printed);
    noting->said.said_on = arena_strdup(noting->mem, printed);
}

static void judge_source(struct noting *noting)
{
    const char *asked = text_is_empty(noting->asked->source) ? direction_sources[0].name : noting->asked->source;
    struct err fault = { 0 };
    for (size_t i = 0; i < COUNT_OF(direction_sources) && !noting->said.source; i++)
        if (text_equal(direction_sources[i].name, asked))
            noting->said.source = direction_sources[i].name;
    if (!noting->said.source)
        err_set(&fault, ERR_INVALID, "source", "source", SAY_DIRECTION_SOURCE, asked);
    blame(noting, &fault);
}

/* All that is wrong with it is told before the record is asked. */
static bool judge(struct noting *noting, struct err *err)
{
    judge_words(noting);
    judge_day(noting);
    judge_source(noting);
    if (!judge_speaker(noting, err))
        return false;
    if (noting->office->faults)
        *noting->office->faults = noting->faults;
    if (noting->faults.list.count > 0)
        *err = noting->faults.list.items[0];
    return noting->faults.list.count == 0;
}

bool direction_may(const struct write *write, struct err *err)
{
    return write_may(write, ACT_DIRECT, NULL, err) &&
           (!write->after.cancelled || err_set(err, ERR_CONFLICT, "cancelled", NULL, SAY_CANCELLED));
}

static struct write *plan_note(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    const struct noting *noting = writing->arg;
    char id[ID_SIZE];
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    if (!write || !direction_may(write, err) || !write_keeps_more(write, "words", SAY_DIRECTION_KEPT, err))
        return NULL;
    id_print(noting->said.id, id);
    struct write_note note = { .name = arena_printf(mem, HISTORY_DIRECTION "%s", id),
                               .new = direction_note_print(mem, &noting->said) };
    write_plan_act(write, STEP_DIRECT, NULL, &note, 1);
    return write;
}

static bool apply_note(struct writing *writing, struct change *change, struct err *err)
{
    const struct direction *said = &((const struct noting *)writing->arg)->said;
    return change_run(change,
                      SQL("insert into direction (id, record, speaker, said_on, source, words, created_at, created_by) "
                          "values ($1, $2, $3, $4, $5, $6, $7, $8)"),
                      DB(db_int(said->id), db_int(writing->id), db_text(said->speaker), db_text(said->said_on),
                         db_text(said->source), db_text(said->words), db_int(change_time(change)),
                         db_text(writing->office->scope.user)),
                      err);
}

/* Which one a repeated request had noted. */
static bool find_noted(struct office *office, struct arena *mem, int64_t *id, struct err *err)
{
    struct text_list fields;
    struct db *db = db_for_read(office->store, err);
    if (!db || !history_fields(db, mem, office->written.record, office->written.version, &fields, err))
        return false;
    if (fields.count == 0 || !text_starts(fields.items[0], HISTORY_DIRECTION) ||
        !id_parse(fields.items[0] + strlen(HISTORY_DIRECTION), id))
        return refuse_missing(err);
    return true;
}

bool direction_add(struct office *office, struct arena *mem, int64_t record, int64_t version,
                   const struct direction *said, int64_t *id, struct err *err)
{
    struct noting noting = { .office = office, .mem = mem, .asked = said, .said = { .id = id_next() } };
    struct writing writing = {
        .office = office, .id = record, .version = version, .plan = plan_note, .rows = apply_note, .arg = &noting
    };
    if (!judge(&noting, err) || !write_run(&writing, mem, err))
        return false;
    if (office->written.repeated)
        return find_noted(office, mem, id, err);
    *id = noting.said.id;
    return true;
}
