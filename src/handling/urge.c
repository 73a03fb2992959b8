/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/urge.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "fields/cells.h"
#include "handling/attachment_internal.h"
#include "handling/texts.h"
#include "handling/urge_letter.h"
#include "query/list.h"
#include "records/step_taking.h"
#include "records/texts.h"
#include "records/writing.h"
#include "store/id.h"

/* --- who is late -------------------------------------------------------------------------------------------------- */

struct finding {
    struct office *office;
    struct arena *mem;
    struct urging *urging;
    const struct step *step;
    const int64_t *wanted; /* in order; NULL: every one */
    size_t wanted_count;
    bool *found;   /* one for each wanted */
    bool repeated; /* the request was done before: those it named are told again, whatever became of them */
    day_t today;
    ARRAY(struct urged_record) records;
    ARRAY(const char *) units; /* of each */
};

static int compare_ids(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

/* The place of ID among the wanted; WANTED_COUNT: it is none of them. */
static size_t place_of(const struct finding *finding, int64_t id)
{
    const int64_t *at = finding->wanted_count
                            ? bsearch(&id, finding->wanted, finding->wanted_count, sizeof *finding->wanted, compare_ids)
                            : NULL;
    return at ? (size_t)(at - finding->wanted) : finding->wanted_count;
}

static bool may_urge(const struct finding *finding, const struct record *record)
{
    struct err ignored = { 0 };
    return text_equal(record->secrecy, DEGREE_USUAL) && !record->cancelled &&
           (finding->step->from.count == 0 || text_list_has(&finding->step->from, record->state)) &&
           may(&finding->office->scope, ACT_STEP,
               &(struct may_what){ .reg = record->reg,
                                   .unit = record->unit,
                                   .issuer = record->issuer,
                                   .secrecy = record->secrecy,
                                   .step = finding->step },
               &ignored);
}

static int64_t whole_number(const struct record *record, const char *field)
{
    const struct value *value = field ? record_value(record, field) : NULL;
    return value && value->is_set ? value->integer : 0;
}

/* The record lives until this returns. */
static bool take_late(const struct record *record, void *arg, struct err *err)
{
    struct finding *finding = arg;
    struct arena *mem = finding->mem;
    const struct urges *urges = record->reg->urges;
    size_t at = place_of(finding, record->id);
    day_t due;
    int minute;
    (void)err;
    bool fits = finding->repeated ? text_equal(record->secrecy, DEGREE_USUAL) : may_urge(finding, record);
    if ((finding->wanted && at == finding->wanted_count) || !fits || !minute_parse(record->due, &due, &minute))
        return true;
    if (finding->wanted)
        finding->found[at] = true;
    if (finding->records.count == URGE_RECORDS_MAX) {
        finding->urging->beyond++;
        return true;
    }
    struct urged_record one = { .id = record->id,
                                .version = record->version,
                                .title = arena_strdup(mem, record->title),
                                .due = arena_strdup(mem, record->due),
                                .days = finding->today - due,
                                .times = whole_number(record, finding->step->counts) - finding->repeated,
                                .document = whole_number(record, urges->document),
                                .cells = ARENA_ARRAY(mem, const char *, urges->columns.count + 1) };
    for (size_t i = 0; i < urges->columns.count; i++)
        one.cells[i] = arena_strdup(mem, cell_people(mem, finding->office->definitions, &finding->office->scope, record,
                                                     urges->columns.items[i]));
    *ARRAY_ADD(mem, &finding->records) = one;
    *ARRAY_ADD(mem, &finding->units) = arena_strdup(mem, record->unit);
    return true;
}

static const struct query *parse(const struct finding *finding, const char *text, struct err *err)
{
    char today[DATE_SIZE];
    const struct office *office = finding->office;
    day_print(finding->today, today);
    struct query_tokens tokens = { .today = arena_strdup(finding->mem, today),
                                   .me = office->scope.user,
                                   .my_unit = office->scope.unit };
    return query_parse(finding->mem, office->definitions, finding->urging->reg, text, &tokens, err);
}

/* In order, each given once. */
static bool refuse_twice(const struct finding *finding, struct err *err)
{
    for (size_t i = 1; i < finding->wanted_count; i++) {
        char id[ID_SIZE];
        if (finding->wanted[i] != finding->wanted[i - 1])
            continue;
        id_print(finding->wanted[i], id);
        return err_set(err, ERR_INVALID, "urge", "id", SAY_URGE_TWICE, id);
    }
    return true;
}

/* The ids that are wanted, in order: those given, or those that the reader's query asks for. */
static bool read_wanted(struct finding *finding, const int64_t *ids, size_t count, const char *query, struct err *err)
{
    struct record_values values = { .ids = NULL };
    if (count == 0 && text_is_empty(query))
        return true;
    if (count == 0) {
        const struct query *asked = parse(finding, query, err);
        if (!asked ||
            !record_values(finding->office->store, finding->mem, &finding->office->scope, asked, NULL, &values, err))
            return false;
        ids = values.ids;
        count = values.count;
    }
    int64_t *wanted = ARENA_ARRAY(finding->mem, int64_t, count + 1);
    for (size_t i = 0; i < count; i++)
        wanted[i] = ids[i];
    qsort(wanted, count, sizeof *wanted, compare_ids);
    finding->wanted = wanted;
    finding->wanted_count = count;
    finding->found = ARENA_ARRAY(finding->mem, bool, count + 1);
    return refuse_twice(finding, err);
}

/* The records under their units, in the order of the definitions. */
static void group(struct finding *finding)
{
    struct urging *urging = finding->urging;
    struct arena *mem = finding->mem;
    const struct definitions *definitions = finding->office->definitions;
    char today[DATE_SIZE];
    day_print(finding->today, today);
    urging->units = ARENA_ARRAY(mem, struct urged_unit, finding->records.count + 1);
    urging->count = finding->records.count;
    for (size_t i = 0; i < definitions->units.count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        struct urged_unit *to = &urging->units[urging->unit_count];
        for (size_t k = 0; k < finding->records.count; k++) {
            if (!text_equal(finding->units.items[k], unit->code))
                continue;
            if (!to->items)
                to->items = ARENA_ARRAY(mem, struct urged_record, finding->records.count);
            to->items[to->count++] = finding->records.items[k];
        }
        if (to->count == 0)
            continue;
        to->unit = unit->code;
        to->name = unit_name_on(unit, arena_strdup(mem, today));
        urging->unit_count++;
    }
}

/* Each of the given ones that is not urged is named. */
static bool refuse_missing(const struct finding *finding, struct err *err)
{
    struct draft_faults faults = { 0 };
    for (size_t i = 0; i < finding->wanted_count; i++) {
        char id[ID_SIZE];
        if (finding->found[i])
            continue;
        id_print(finding->wanted[i], id);
        err_set(ARRAY_ADD(finding->mem, &faults.list), ERR_INVALID, "urge", arena_strdup(finding->mem, id),
                SAY_URGE_NOT_THIS, id, finding->step->label);
    }
    if (faults.list.count == 0)
        return true;
    if (finding->office->faults)
        *finding->office->faults = faults;
    *err = faults.list.items[0];
    return false;
}

/* A request that was done before is answered again: what it named may have moved on since. */
static bool find_repeated(struct finding *finding, struct err *err)
{
    struct office *office = finding->office;
    struct db *db = office->request ? db_for_read(office->store, err) : NULL;
    return !office->request || (db && idempotency_find(db, office->request, &finding->repeated, err));
}

bool urge_find(struct office *office, struct arena *mem, const struct register_definition *reg, const int64_t *ids,
               size_t count, const char *query, struct urging *urging, struct err *err)
{
    struct finding finding = { .office = office, .mem = mem, .urging = urging, .today = clock_today() };
    *urging = (struct urging){ .reg = reg };
    if (!reg->urges)
        return err_set(err, ERR_INVALID, "urges", NULL, SAY_URGE_NONE, reg->label);
    if (count > URGE_RECORDS_MAX)
        return err_set(err, ERR_INVALID, "urge", "id", SAY_URGE_MANY, (int)URGE_RECORDS_MAX, count);
    if (count > 0 && !text_is_empty(query))
        return err_set(err, ERR_INVALID, "query", "query", SAY_URGE_IDS_OR_QUERY);
    finding.step = register_step(reg, reg->urges->step);
    if (!find_repeated(&finding, err))
        return false;
    bool whatever = finding.repeated && count > 0;
    const struct query *late =
        parse(&finding, whatever ? "sort=due" : arena_printf(mem, "%s&sort=due", reg->urges->query), err);
    if (!late || !read_wanted(&finding, ids, count, query, err) ||
        !record_each(office->store, mem, &office->scope, late, take_late, &finding, err))
        return false;
    if (count > 0 && !finding.repeated && !refuse_missing(&finding, err))
        return false;
    group(&finding);
    return urging->count > 0 || finding.repeated ||
           err_set(err, ERR_INVALID, "urge", NULL, SAY_URGE_NOBODY, finding.step->label);
}

/* --- the act ------------------------------------------------------------------------------------------------------ */

struct letter {
    const struct urging *urging;
    struct urged_unit *unit;
    struct attachment file;
    struct approval_changes approvals;
};

static struct write *plan_letter(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct letter *letter = writing->arg;
    const struct urges *urges = letter->urging->reg->urges;
    const struct register_definition *letters =
        definitions_register(writing->office->definitions, urges->register_name);
    struct draft *draft = draft_new(mem, letters);
    for (size_t i = 0; i < urges->values.count; i++)
        draft_set(mem, draft, urges->values.items[i].field,
                  urge_sentence(mem, urges->values.items[i].text, letter->unit));
    struct write *write = write_plan_new(writing->office, mem, draft, err);
    if (!write)
        return NULL;
    write->after.id = writing->id;
    return attachment_plan_made(write, db, &letter->file, &letter->approvals, err) ? write : NULL;
}

static bool apply_letter(struct writing *writing, struct change *change, struct err *err)
{
    struct letter *letter = writing->arg;
    return attachment_insert(change, writing->write, &letter->file, &letter->approvals, err);
}

struct reminding {
    struct step_taking taking;
    struct draft_step step;
    const struct urged_unit *unit;
};

static struct write *plan_record(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct reminding *reminding = writing->arg;
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    if (!write)
        return NULL;
    write->with = reminding->unit->letter;
    return step_taking_plan(&reminding->taking, write, db, err) ? write : NULL;
}

static bool apply_record(struct writing *writing, struct change *change, struct err *err)
{
    struct reminding *reminding = writing->arg;
    return step_taking_apply(&reminding->taking, writing->write, change, err);
}

/* The bytes of the letter, which no plan makes anew. */
static bool make_letter(struct office *office, struct arena *mem, const struct urging *urging, struct urged_unit *unit,
                        struct letter *letter, struct err *err)
{
    const char *bytes;
    size_t length;
    *letter = (struct letter){ .urging = urging, .unit = unit };
    letter->file = (struct attachment){ .id = id_next(),
                                        .name = arena_printf(mem, SAY_URGE_FILE, unit->unit),
                                        .created_by = office->scope.user,
                                        .note = "" };
    return urge_letter(office, mem, urging, unit, &bytes, &length, err) &&
           attachment_keep_bytes(office, mem, bytes, length, ".docx", &letter->file, err);
}

static struct writing *make_reminding(struct office *office, struct arena *mem, const struct urging *urging,
                                      const struct urged_unit *unit, const struct urged_record *record)
{
    char id[ID_SIZE];
    struct reminding *reminding = ARENA_NEW(mem, struct reminding);
    struct writing *writing = ARENA_NEW(mem, struct writing);
    id_print(unit->letter, id);
    reminding->unit = unit;
    reminding->step.name = urging->reg->urges->step;
    reminding->taking.step = &reminding->step;
    draft_step_set(mem, &reminding->step, urging->reg->urges->document, arena_strdup(mem, id));
    *writing = (struct writing){ .office = office,
                                 .id = record->id,
                                 .version = record->version,
                                 .plan = plan_record,
                                 .rows = apply_record,
                                 .arg = reminding };
    return writing;
}

bool urge(struct office *office, struct arena *mem, struct urging *urging, struct err *err)
{
    struct writing **writings = ARENA_ARRAY(mem, struct writing *, urging->unit_count + urging->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < urging->unit_count; i++) {
        struct urged_unit *unit = &urging->units[i];
        struct letter *letter = ARENA_NEW(mem, struct letter);
        struct writing *writing = ARENA_NEW(mem, struct writing);
        if (!make_letter(office, mem, urging, unit, letter, err))
            return false;
        unit->letter = id_next();
        letter->file.record = unit->letter;
        *writing = (struct writing){ .office = office,
                                     .id = unit->letter,
                                     .is_new = true,
                                     .plan = plan_letter,
                                     .rows = apply_letter,
                                     .arg = letter };
        writings[count++] = writing;
        for (size_t k = 0; k < unit->count; k++)
            writings[count++] = make_reminding(office, mem, urging, unit, &unit->items[k]);
    }
    if (count == 0) { /* done before, and nothing of it is late still */
        office->written.repeated = true;
        return true;
    }
    if (!write_run_all(writings, count, mem, err))
        return false;
    for (size_t i = 0; office->written.repeated && i < urging->unit_count; i++)
        urging->units[i].letter = urging->units[i].items[0].document; /* the first time made it */
    return true;
}

void urging_json(struct json *json, const struct urging *urging)
{
    char id[ID_SIZE];
    json_put_int(json, "records", (int64_t)urging->count);
    json_put_int(json, "beyond", (int64_t)urging->beyond);
    json_key(json, "units");
    json_array(json);
    for (size_t i = 0; i < urging->unit_count; i++) {
        const struct urged_unit *unit = &urging->units[i];
        json_object(json);
        json_put_text(json, "unit", unit->unit);
        json_put_text(json, "name", unit->name);
        id_print(unit->letter, id);
        json_put_text(json, "letter", unit->letter ? id : NULL);
        json_key(json, "records");
        json_array(json);
        for (size_t k = 0; k < unit->count; k++) {
            const struct urged_record *record = &unit->items[k];
            id_print(record->id, id);
            json_object(json);
            json_put_text(json, "id", id);
            json_put_text(json, "title", record->title);
            json_put_text(json, "due", record->due);
            json_put_int(json, "days_late", record->days);
            json_put_int(json, "times", record->times + (unit->letter ? 1 : 0));
            json_object_end(json);
        }
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}
