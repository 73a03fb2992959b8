/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include <inttypes.h>
#include <string.h>

#include "main/csv_rows.h"
#include "fields/cells.h"
#include "main/reading.h"
#include "main/run.h"
#include "main/texts.h"
#include "main/words.h"
#include "query/list.h"
#include "query/list_json.h"
#include "query/personal_search.h"
#include "query/reading.h"
#include "records/record_deadline.h"
#include "store/id.h"

enum { TABLE_BLOCK = 200, CELL_WIDTH_MAX = 60, TABLE_COLUMNS_MAX = 32 };

struct listing {
    struct run *run;
    const struct register_definition *reg;
    const struct query *query;
    int64_t total;
    bool total_is_exact;
    int64_t next;
    struct reading reading;
    struct secret_lines lines;
    bool words; /* it asks for words */
    /* json */
    struct json json;
    struct arena *row;
    /* csv */
    struct csv_rows *csv;
    /* table */
    const char *columns[TABLE_COLUMNS_MAX];
    size_t column_count;
    size_t widths[TABLE_COLUMNS_MAX]; /* 0 before the first block */
    struct arena *block_mem;
    const char **block; /* the cells of up to TABLE_BLOCK rows */
    size_t block_rows;
};

typedef bool visit_record(const struct record *record, void *arg, struct err *err);

/* What was shown of personal data; COLUMNS NULL: of all fields. */
static void count_shown(struct listing *listing, const struct record *record, const struct text_list *columns)
{
    struct record *one = (struct record *)record;
    listing->reading.shown += reading_count(&one, 1, &listing->run->office.scope, columns);
}

/* All records of the query, or one page where it asks for one; fills the total and NEXT. */
static bool each_record(struct listing *listing, visit_record *visit, struct err *err)
{
    struct run *run = listing->run;
    const struct office *office = &run->office;
    if (!listing->reading.whole) {
        struct record_page page;
        if (!record_list(run->store, run->mem, run->definitions, &office->scope, listing->query, &page, err))
            return false;
        for (size_t i = 0; i < page.count; i++)
            if (!visit(page.records[i], listing, err))
                return false;
        listing->total = page.total;
        listing->total_is_exact = page.total_is_exact;
        listing->next = page.next;
        return true;
    }
    listing->total_is_exact = true;
    return record_each(run->store, run->mem, &office->scope, listing->query, visit, listing, err);
}

/* --- json --------------------------------------------------------------------------------------------------------- */

static bool visit_json(const struct record *record, void *arg, struct err *err)
{
    struct listing *listing = arg;
    (void)err;
    struct text text;
    text_init(&text, listing->row, TEXT_MAX_PAGE);
    listing->json.out = &text;
    record_json(&listing->json, record, &listing->run->office.scope);
    listing->json.out = &listing->run->out;
    text_add_bytes(&listing->run->out, text.data, text.length);
    arena_reset(listing->row);
    listing->total++;
    count_shown(listing, record, NULL);
    run_flush_large(listing->run);
    return true;
}

static bool list_json(struct listing *listing, struct err *err)
{
    struct json *json = &listing->json;
    listing->row = arena_part(listing->run->mem, ARENA_REQUEST_MAX);
    run_json_begin(listing->run, json);
    record_list_json_begin(json);
    if (!each_record(listing, visit_json, err))
        return false;
    record_list_json_end(json, listing->total, listing->total_is_exact, listing->next, &listing->lines);
    run_json_end(listing->run);
    return true;
}

/* --- csv ---------------------------------------------------------------------------------------------------------- */

static bool visit_csv(const struct record *record, void *arg, struct err *err)
{
    struct listing *listing = arg;
    count_shown(listing, record, NULL);
    run_flush_large(listing->run);
    return csv_rows_record(listing->csv, &listing->run->out, record, err);
}

static bool list_csv(struct listing *listing, struct err *err)
{
    listing->csv = csv_rows_new(listing->run, listing->reg);
    csv_rows_header(listing->csv, &listing->run->out, false);
    return each_record(listing, visit_csv, err);
}

/* --- table -------------------------------------------------------------------------------------------------------- */

static void choose_columns(struct listing *listing)
{
    const struct text_list *named = &listing->reg->list.columns;
    listing->columns[listing->column_count++] = "id";
    for (size_t i = 0; i < named->count && listing->column_count < TABLE_COLUMNS_MAX; i++)
        if (cell_exists(listing->reg, named->items[i]))
            listing->columns[listing->column_count++] = named->items[i];
    if (named->count == 0) {
        listing->columns[listing->column_count++] = "number";
        listing->columns[listing->column_count++] = "title";
        listing->columns[listing->column_count++] = "state";
    }
}

static void print_row(struct listing *listing, const char *const *cells)
{
    struct text *out = &listing->run->out;
    for (size_t i = 0; i < listing->column_count; i++) {
        if (i + 1 < listing->column_count)
            words_pad(out, words_cut(listing->block_mem, cells[i], CELL_WIDTH_MAX), listing->widths[i] + 2);
        else
            text_add(out, words_cut(listing->block_mem, cells[i], CELL_WIDTH_MAX));
    }
    text_char(out, '\n');
}

/* The first block decides how wide the columns are and prints the header. */
static void begin_table(struct listing *listing)
{
    const char *headings[TABLE_COLUMNS_MAX];
    for (size_t i = 0; i < listing->column_count; i++) {
        headings[i] = cell_heading(listing->reg, listing->columns[i]);
        listing->widths[i] = words_width(headings[i]);
        for (size_t row = 0; row < listing->block_rows; row++) {
            size_t width = words_width(listing->block[row * TABLE_COLUMNS_MAX + i]);
            if (width > listing->widths[i])
                listing->widths[i] = width < CELL_WIDTH_MAX ? width : CELL_WIDTH_MAX;
        }
    }
    print_row(listing, headings);
}

static void print_block(struct listing *listing)
{
    if (listing->widths[0] == 0 && listing->block_rows > 0)
        begin_table(listing);
    for (size_t row = 0; row < listing->block_rows; row++)
        print_row(listing, &listing->block[row * TABLE_COLUMNS_MAX]);
    listing->block_rows = 0;
    arena_reset(listing->block_mem);
    run_flush_large(listing->run);
}

static bool visit_table(const struct record *record, void *arg, struct err *err)
{
    struct listing *listing = arg;
    (void)err;
    const char **cells = &listing->block[listing->block_rows++ * TABLE_COLUMNS_MAX];
    for (size_t i = 0; i < listing->column_count; i++)
        cells[i] = arena_strdup(listing->block_mem,
                                record_cell_people(listing->block_mem, listing->run->definitions,
                                                   &listing->run->office.scope, record, listing->columns[i]));
    listing->total++;
    count_shown(listing, record, &(struct text_list){ listing->columns, listing->column_count });
    if (listing->block_rows == TABLE_BLOCK)
        print_block(listing);
    return true;
}

static bool list_table(struct listing *listing, struct err *err)
{
    struct run *run = listing->run;
    choose_columns(listing);
    listing->block = ARENA_ARRAY(run->mem, const char *, TABLE_BLOCK *TABLE_COLUMNS_MAX);
    listing->block_mem = arena_part(run->mem, ARENA_REQUEST_MAX);
    if (!each_record(listing, visit_table, err))
        return false;
    print_block(listing);
    for (size_t i = 0; i < listing->lines.count; i++)
        text_printf(&run->out, "%s\n", listing->lines.texts[i]);
    text_printf(&run->out, "%s%" PRId64 " hồ sơ\n", listing->total ? "\n" : "", listing->total);
    if (listing->next) {
        char next[ID_SIZE];
        id_print(listing->next, next);
        text_printf(&run->out, "Trang sau: after=%s\n", next);
    }
    if (listing->total == 0 && listing->words)
        run_say("%s.", search_left_out(run->definitions, &run->office.scope));
    return true;
}

/* --- groups ------------------------------------------------------------------------------------------------------- */

static bool list_groups(struct listing *listing, struct err *err)
{
    struct run *run = listing->run;
    struct record_group *groups;
    size_t count;
    if (!record_groups(run->store, run->mem, &run->office.scope, listing->query, &groups, &count, err))
        return false;
    if (run_wants_json(run)) {
        run_json_begin(run, &listing->json);
        record_groups_json(&listing->json, listing->query, groups, count);
        run_json_end(run);
        return true;
    }
    const struct field *field = register_field(listing->reg, query_by(listing->query));
    for (size_t i = 0; i < count; i++) {
        const struct choice *choice = field ? field_choice(field, groups[i].value) : NULL;
        listing->total += groups[i].count;
        words_pad(&run->out, choice ? choice->label : groups[i].value[0] ? groups[i].value : "(trống)", 40);
        text_printf(&run->out, "%" PRId64 "\n", groups[i].count);
    }
    text_printf(&run->out, "\n%" PRId64 " hồ sơ\n", listing->total);
    return true;
}

/* --- the act ------------------------------------------------------------------------------------------------------ */

typedef bool list_in_format(struct listing *listing, struct err *err);

/* NULL after the message. */
static list_in_format *choose_format(struct run *run, const struct query *query)
{
    static const struct {
        const char *name;
        list_in_format *list;
    } formats[] = { { "table", list_table }, { "csv", list_csv }, { "json", list_json } };
    const char *wanted = run->options->format ? run->options->format : run->options->json ? "json" : "table";
    if (run->options->json && !text_equal(wanted, "json")) {
        run_usage(run, SAY_TWO_FORMATS, wanted);
        return NULL;
    }
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        if (!text_equal(formats[i].name, wanted))
            continue;
        if (!query_by(query))
            return formats[i].list;
        if (formats[i].list != list_csv)
            return list_groups;
        run_usage(run, SAY_NO_GROUP_CSV);
        return NULL;
    }
    run_usage(run, SAY_BAD_FORMAT, wanted);
    return NULL;
}

int act_list(struct run *run)
{
    struct err err = { 0 };
    int status = EXIT_USAGE;
    struct listing listing = { .run = run, .reg = run_register(run, run->arguments[0]) };
    if (!listing.reg || !(listing.query = run_query(run, listing.reg, 1, &listing.reading.searched, &status)))
        return status;
    listing.reading.how = SAY_READ_BY_LIST;
    listing.reading.query = listing.query;
    listing.reading.whole = run->argument_count < 2 || !run_query_is_page(run->arguments[1]);
    list_in_format *list = choose_format(run, listing.query);
    if (!list)
        return EXIT_USAGE;
    const char *asked = run->argument_count > 1 ? run->arguments[1] : "";
    listing.words = text_starts(asked, "q=") || strstr(asked, "&q=");
    bool done = secret_lines_of_list(run->store, run->mem, &run->office.scope, listing.query, &listing.lines, &err) &&
                reading_hold(run, listing.reg, &err) && list(&listing, &err) &&
                reading_of_list(run, &listing.reading, &err) && reading_release(run, &err);
    return done ? EXIT_DONE : run_misused(&err);
}
