/* SPDX-License-Identifier: Apache-2.0 */
/* The old numbers of last year's register come into every book of the office: three records of 2020 with the numbers 2,
 * 3 and 5 as the book prints them. They keep them, 4 stands in the book as missing, 6 comes next; nobody is asked about
 * the old days.
 *
 * Planted and seen red: place_old_number without its say-so. */
#include "api/testing_walk.h"

#include "records/numbers.h"
#include "records/old_numbers.h"

static bool is_drawn_by(const struct register_definition *reg, struct path *path)
{
    const struct step *step = NULL;
    for (size_t i = 0; i < reg->steps.count && !step; i++)
        if (reg->steps.items[i].numbers)
            step = &reg->steps.items[i];
    const struct rule_case c = { .reg = reg, .last = step };
    *path = (struct path){ .count = 0 };
    return !step || find_path(&c, path);
}

/* A row of 2020: every day that it has is 2020-07-DAY, and its year, where it has one, is 2020. */
static void add_row(struct walk *w, struct csv_writer *writer, const struct register_definition *reg,
                    const struct path *path, int day, const char *number, bool head)
{
    const struct rule_case c = { .reg = reg };
    const char *cells[200];
    size_t count = 0;
    const char *on = arena_printf(w->t->mem, "2020-07-%02d", day);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        const char *cell = value_in(w, &c, path, NULL, field);
        for (size_t k = 0; k < path->count && !cell; k++)
            cell = value_in(w, &c, path, path->steps[k], field);
        if (!cell)
            continue;
        bool date = field->type == FIELD_DATE || field->type == FIELD_DATE_TIME;
        cells[count++] = head                                ? field->name
                         : date && field->type == FIELD_DATE ? on
                         : date                              ? arena_printf(w->t->mem, "%sT08:00", on)
                         : field->type == FIELD_PERIOD       ? "2020"
                                                             : cell;
    }
    for (size_t k = 0; k < path->count; k++)
        cells[count++] = head ? arena_printf(w->t->mem, "step.%s", path->steps[k]->name) : on;
    cells[count++] = head ? "Số đến" : number;
    csv_write_row(writer, cells, count);
}

static void bring_old_numbers(struct walk *w, const struct register_definition *reg)
{
    static const char *const numbers[] = { "2", "3", "5" };
    struct csv_writer writer;
    struct text csv;
    struct path path;
    struct err err = { 0 };
    struct import_result result;
    if (!is_drawn_by(reg, &path))
        fail_msg("%s: no way to its number", reg->name);
    text_init(&csv, w->t->mem, TEXT_MAX_PAGE);
    csv_writer_init(&writer, &csv, false);
    add_row(w, &writer, reg, &path, 1, "", true);
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        add_row(w, &writer, reg, &path, 20, numbers[i], false);
    if (!import_load(w->office, w->t->mem, reg, csv.data, csv.length, &result, NULL, NULL, &err))
        fail_msg("%s: %s", reg->name, err.text);
    for (size_t i = 0; i < result.fault_count; i++)
        print_message("%s\n%d %s: %s\n", csv.data, result.faults[i].line, result.faults[i].column,
                      result.faults[i].text);
    assert_int_equal(result.fault_count, 0);
    const char *told = result.notes.items[result.notes.count - 1];
    if (!strstr(told, "giữ 3 số cũ, từ 2 đến 5; 1 số bỏ trống, có ghi chú; số kế tiếp là 6"))
        fail_msg("%s: %s", reg->name, told);
    w->cases++;
}

static void test_old_numbers_come_into_every_book(struct testing *t)
{
    struct walk w;
    struct err err = { 0 };
    struct number_fault *faults;
    struct history_report report;
    size_t count;
    int64_t checked;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++)
        if (w.definitions->registers.items[r].number)
            bring_old_numbers(&w, &w.definitions->registers.items[r]);
    assert_int_equal(testing_int(t, SQL("select count(*) from number where seq in (2, 3, 5) and state = 'used' and "
                                        "series like '%2020%'")),
                     3 * w.cases);
    assert_int_equal(testing_int(t, SQL("select count(*) from number where seq = 4 and state = 'gap'")), w.cases);
    assert_true(testing_ok(numbers_check(w.office, t->mem, &faults, &count, &checked, &err), &err));
    assert_int_equal(count, 0);
    assert_true(testing_ok(history_seal(w.office, &err), &err));
    assert_true(testing_ok(history_verify(w.office, t->mem, &report, NULL, NULL, &err), &err));
    if (report.fault_count > 0)
        fail_msg("%s", report.faults[0].what);
    print_message("%d books with old numbers\n", w.cases);
    assert_true(w.cases >= 7);
}
ON_BOTH(test_old_numbers_come_into_every_book)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_old_numbers_come_into_every_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
