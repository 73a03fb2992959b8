/* SPDX-License-Identifier: Apache-2.0 */
#include "sample/sample.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "deadlines/length.h"
#include "sample/sample_internal.h"
#include "records/import.h"
#include "records/write.h"

enum { STRETCH = 16384 };

extern const struct embedded_file sample_files[];
extern const size_t sample_files_count;

static const struct {
    const char *name;
    void (*plan)(struct sample *sample);
    void (*write)(struct drafting *drafting, const struct item *item);
    const char *by; /* the demo login that enters them */
} makers[ITEM_KINDS] = {
    [ITEM_INCOMING] = { "incoming", plan_incoming, write_incoming, "van-thu" },
    [ITEM_OUTGOING] = { "outgoing", plan_outgoing, write_outgoing, "van-thu" },
    [ITEM_DOSSIER] = { "dossier", plan_dossiers, write_dossier, "mot-cua" },
    [ITEM_FEEDBACK] = { "feedback", plan_feedback, write_feedback, "tong-dai" },
    [ITEM_PETITION] = { "petition", plan_petitions, write_petition, "tiep-dan" },
    [ITEM_RECEPTION] = { "reception", plan_receptions, write_reception, "tiep-dan" },
    [ITEM_SANCTION] = { "sanction", plan_sanctions, write_sanction, "thanh-tra" },
    [ITEM_PUBLICATION] = { "publication", plan_publications, write_publication, "bien-tap" },
    [ITEM_MEETING] = { "meeting", plan_meetings, write_meeting, "chuyen-vien" },
    [ITEM_TASK] = { "task", plan_tasks, write_task, "chuyen-vien" },
};

/* --- what it refuses ---------------------------------------------------------------------------------------------- */

static bool check_request(struct office *office, const struct sample_request *request, struct err *err)
{
    int64_t records;
    if (request->month && !text_equal(request->month, "2021-07"))
        return err_set(err, ERR_INVALID, "month", "month", "Chỉ có dữ liệu mẫu của tháng 2021-07, chưa có của “%s”",
                       request->month);
    if (request->scale < 1 || request->scale > SAMPLE_SCALE_MAX)
        return err_set(err, ERR_INVALID, "scale", "scale", "Hệ số phải từ 1 đến %d", SAMPLE_SCALE_MAX);
    struct db *db = db_for_read(office->store, err);
    if (!db || !db_one_int(db, SQL("select count(*) from record"), DB_NONE, 0, &records, err))
        return false;
    return records == 0 ||
           err_set(err, ERR_CONFLICT, "office", NULL,
                   "Văn phòng này đã có %lld hồ sơ; dữ liệu mẫu chỉ nạp vào văn phòng trống", (long long)records);
}

/* --- days and places ---------------------------------------------------------------------------------------------- */

static struct month month_of(const struct sample *sample, int month, int from_day)
{
    struct month result = { .from = day_from_civil(2021, month, from_day),
                            .until = day_from_civil(2021, month, days_in_month(2021, month)) };
    result.first_work = work_index(sample, result.from);
    result.work_count = work_index(sample, result.until + 1) - result.first_work;
    return result;
}

static void read_days(struct sample *sample)
{
    sample->first = day_from_civil(2021, 5, 4);
    sample->work = ARENA_ARRAY(sample->mem, day_t, DAY_TEXTS);
    sample->day_text = arena_array(sample->mem, DAY_TEXTS, DATE_SIZE);
    for (day_t day = sample->first; day < sample->first + DAY_TEXTS; day++) {
        day_print(day, sample->day_text[day - sample->first]);
        if (calendar_is_working_day(sample->definitions->calendar, day))
            sample->work[sample->work_count++] = day;
    }
    sample->may = month_of(sample, 5, 11);
    sample->june = month_of(sample, 6, 1);
    sample->july = month_of(sample, 7, 1);
}

/* The districts of July 2021, in the order of their codes. */
static bool read_districts(struct sample *sample, struct err *err)
{
    size_t count = 0;
    for (size_t i = 0; i < sample->definitions->areas.count && count < SAMPLE_DISTRICTS; i++) {
        const struct area *area = &sample->definitions->areas.items[i];
        if (!text_equal(area->parent, "87") || !definitions_unit(sample->definitions, area->code))
            continue;
        char *name = arena_strdup(sample->mem, area->name);
        name[0] = (char)(name[0] | 0x20); /* Huyện, Thành phố: one letter of ASCII */
        sample->districts[count++] = (struct sample_district){ area->code, name };
    }
    return count == SAMPLE_DISTRICTS ||
           err_set(err, ERR_INVALID, "areas", NULL,
                   "Dữ liệu mẫu cần %d huyện, thành phố của tỉnh 87 trong office/areas", SAMPLE_DISTRICTS);
}

static bool read_registers(struct sample *sample, struct err *err)
{
    for (int kind = ITEM_INCOMING; kind < ITEM_KINDS; kind++) {
        sample->registers[kind] = definitions_register(sample->definitions, makers[kind].name);
        if (!sample->registers[kind])
            return err_set(err, ERR_INVALID, "register", NULL, "Dữ liệu mẫu cần sổ “%s” trong office/registers",
                           makers[kind].name);
    }
    return true;
}

/* --- the named rows ----------------------------------------------------------------------------------------------- */

static bool read_named(struct sample *sample, const struct embedded_file *file, struct err *err)
{
    const char *name = strrchr(file->path, '/') + 1;
    name = arena_strndup(sample->mem, name, strcspn(name, "."));
    const struct register_definition *reg = definitions_register(sample->definitions, name);
    struct import_result rows;
    if (!reg)
        return err_set(err, ERR_INVALID, "register", NULL, "%s: không có sổ “%s”", file->path, name);
    if (!import_read(sample->office, sample->mem, reg, (const char *)file->bytes, file->length, &rows, err))
        return err_prefix(err, "%s", file->path);
    if (rows.fault_count > 0)
        return err_set(err, ERR_INVALID, "sample", rows.faults[0].column, "%s, dòng %d, cột “%s”: %s", file->path,
                       rows.faults[0].line, rows.faults[0].column, rows.faults[0].text);
    for (size_t i = 0; i < rows.count; i++) {
        if (!rows.drafts[i]->at)
            return err_set(err, ERR_INVALID, "sample", "at", "%s, dòng %d: thiếu cột at", file->path,
                           rows.drafts[i]->line);
        *ARRAY_ADD(sample->mem, &sample->named) = rows.drafts[i];
    }
    return true;
}

/* Does a register hold its records against those of REG (`backed_by:`)? */
static bool is_backing(const struct definitions *definitions, const struct register_definition *reg)
{
    for (size_t i = 0; i < definitions->registers.count; i++)
        for (size_t k = 0; k < definitions->registers.items[i].backed_by.count; k++)
            if (definitions->registers.items[i].backed_by.items[k].reg == reg)
                return true;
    return false;
}

/* Does each of its records name one that must be there before? (who is invited names the meeting) */
static bool is_following(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].type == FIELD_LINK && reg->fields.items[i].required)
            return true;
    return false;
}

/* When the rows of a register are read and written. */
enum turn { BACKING /* before what rests on them */, AMONG, FOLLOWING /* after all others */ };

static enum turn turn_of(const struct sample *sample, const struct register_definition *reg)
{
    return !reg ? AMONG : is_backing(sample->definitions, reg) ? BACKING : is_following(reg) ? FOLLOWING : AMONG;
}

static bool read_files(struct sample *sample, enum turn turn, struct err *err)
{
    for (size_t i = 0; i < sample_files_count; i++) {
        const char *name = strrchr(sample_files[i].path, '/') + 1;
        const struct register_definition *reg =
            definitions_register(sample->definitions, arena_strndup(sample->mem, name, strcspn(name, ".")));
        if (turn_of(sample, reg) == turn && !read_named(sample, &sample_files[i], err))
            return false;
    }
    return true;
}

/* The posts and delegations stand there before the documents are read: who signs one is held against them. */
static bool write_backings(struct sample *sample, struct err *err)
{
    if (!read_files(sample, BACKING, err) ||
        !record_load(sample->office, sample->mem, sample->named.items, sample->named.count, false, NULL, NULL, err))
        return false;
    for (size_t i = 0; i < sample->named.count; i++)
        *ARRAY_ADD(sample->mem, &sample->taken) = sample->named.items[i]->at;
    sample->named.count = 0;
    return true;
}

/* How often a procedure is asked for: the quick ones most. */
static int weight_of(int days)
{
    return days <= 1 ? 12 : days <= 3 ? 12 : days <= 7 ? 13 : days <= 15 ? 15 : 8;
}

static bool read_procedures(struct sample *sample, struct err *err)
{
    sample->procedures = ARENA_ARRAY(sample->mem, struct sample_procedure, sample->named.count + 1);
    for (size_t i = 0; i < sample->named.count; i++) {
        const struct draft *draft = sample->named.items[i];
        struct length length;
        const char *limit = named_value(draft, "time_limit");
        day_t from;
        if (!text_equal(draft->reg->name, "procedure") || !limit ||
            !day_parse_people(named_value(draft, "announced_on"), &from) || from > sample->may.from)
            continue;
        if (!length_parse(sample->mem, limit, &length, err))
            return err_prefix(err, "sample/procedure.csv, dòng %d", draft->line);
        if (length.unit != LENGTH_WORKING_DAYS || length.count > 40)
            continue; /* the plan reckons in working days */
        sample->procedures[sample->procedure_count++] = (struct sample_procedure){
            .code = named_value(draft, "code"),
            .name = named_value(draft, "name"),
            .sector = named_value(draft, "sector"),
            .tier = named_value(draft, "tier"),
            .unit = named_value(draft, "unit"),
            .time_limit = limit,
            .fee = named_value(draft, "fee"),
            .days = length.count,
            .weight = weight_of(length.count),
        };
        sample->procedure_weights += weight_of(length.count);
    }
    return sample->procedure_count > 0 || err_set(err, ERR_INVALID, "sample", NULL,
                                                  "sample/procedure.csv không có thủ tục nào tính theo ngày làm việc");
}

/* --- the plan ----------------------------------------------------------------------------------------------------- */

static int compare_items(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    if (left->kind != right->kind)
        return (int)left->kind - (int)right->kind;
    if (left->named)
        return left->named->line - right->named->line;
    return left->seed < right->seed ? -1 : left->seed > right->seed;
}

/* All that will be written, in the order of its entry; no two at the same instant, of which ids are made. */
static void plan_all(struct sample *sample)
{
    for (size_t i = 0; i < sample->named.count; i++)
        *ARRAY_ADD(sample->mem, &sample->items) =
            (struct item){ .at = sample->named.items[i]->at, .named = sample->named.items[i] };
    for (int kind = ITEM_INCOMING; kind < ITEM_KINDS; kind++)
        makers[kind].plan(sample);
    qsort(sample->items.items, sample->items.count, sizeof sample->items.items[0], compare_items);
    items_part(sample->items.items, sample->items.count, sample->taken.items, sample->taken.count);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static struct draft *write_item(const struct sample *sample, struct arena *mem, const struct item *item)
{
    if (item->named) {
        item->named->at = item->at;
        return item->named;
    }
    struct drafting drafting = drafting_for(sample, mem, item, makers[item->kind].by);
    makers[item->kind].write(&drafting, item);
    return drafting.draft;
}

struct reporting {
    sample_progress *progress;
    void *arg;
    size_t before, of;
};

static void report(size_t done, size_t of, void *arg)
{
    const struct reporting *reporting = arg;
    (void)of;
    if (reporting->progress)
        reporting->progress(reporting->before + done, reporting->of, reporting->arg);
}

static bool is_catalogue(const struct draft *draft)
{
    return text_equal(draft->reg->name, "procedure");
}

/* What others name is there before them: dossiers of May ask for procedures that were entered in June. */
static bool write_catalogue(struct sample *sample, struct err *err)
{
    struct draft **drafts = ARENA_ARRAY(sample->mem, struct draft *, sample->items.count + 1);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < sample->items.count; i++) {
        const struct item item = sample->items.items[i];
        if (item.named && is_catalogue(item.named))
            drafts[count++] = write_item(sample, sample->mem, &item);
        else
            sample->items.items[kept++] = item;
    }
    sample->items.count = kept;
    return record_load(sample->office, sample->mem, drafts, count, false, NULL, NULL, err);
}

/* A stretch of the plan at a time, so that memory does not grow with the scale. */
static bool write_all(struct sample *sample, sample_progress *progress, void *arg, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct reporting reporting = { progress, arg, 0, sample->items.count };
    for (size_t at = 0; at < sample->items.count; at += STRETCH) {
        size_t count = sample->items.count - at < STRETCH ? sample->items.count - at : STRETCH;
        struct draft **drafts = ARENA_ARRAY(mem, struct draft *, count);
        for (size_t i = 0; i < count; i++)
            drafts[i] = write_item(sample, mem, &sample->items.items[at + i]);
        reporting.before = at;
        if (!record_load(sample->office, mem, drafts, count, false, report, &reporting, err))
            return false;
        arena_reset(mem);
    }
    return true;
}

/* Others stand on whole seconds, and are moved by some milliseconds at most where two would meet. */
enum { BETWEEN_SECONDS = 500 };

static bool write_following(struct sample *sample, struct err *err)
{
    sample->named.count = 0;
    if (!read_files(sample, FOLLOWING, err))
        return false;
    for (size_t i = 0; i < sample->named.count; i++)
        sample->named.items[i]->at += BETWEEN_SECONDS;
    return record_load(sample->office, sample->mem, sample->named.items, sample->named.count, false, NULL, NULL, err);
}

bool sample_fill(struct office *office, struct arena *mem, const struct sample_request *request,
                 sample_progress *progress, void *arg, struct err *err)
{
    struct sample *sample = ARENA_NEW(mem, struct sample);
    sample->office = office;
    sample->definitions = office->definitions;
    sample->mem = mem;
    sample->scale = request->scale;
    if (!check_request(office, request, err) || !read_registers(sample, err) || !read_districts(sample, err))
        return false;
    read_days(sample);
    if (!write_backings(sample, err) || !read_files(sample, AMONG, err) || !read_procedures(sample, err))
        return false;
    plan_all(sample);
    return sample_open_books(sample, err) && store_indexes_defer(office->store, err) && write_catalogue(sample, err) &&
           write_all(sample, progress, arg, err) && write_following(sample, err) &&
           store_indexes_restore(office->store, err) && store_learn(office->store, err);
}
