/* SPDX-License-Identifier: Apache-2.0 */
/* A paper of a degree of secrecy in every register, before every role.
 *
 * Planted and seen red: the line for those grants alone that read the degree and not the book. */
#include "records/testing_secret.h"

#include "query/secret_lines.h"

static const struct query *query_of(struct testing *t, const struct definitions *definitions,
                                    const struct register_definition *reg, const char *text)
{
    struct err err = { 0 };
    struct query_tokens tokens = { .today = "2021-08-02", .me = "ai", .my_unit = "vp" };
    const struct query *query = query_parse(t->mem, definitions, reg, text, &tokens, &err);
    assert_true(testing_ok(query != NULL, &err));
    return query;
}

static void test_who_reads_the_book_without_the_degree_sees_its_line(struct testing *t)
{
    struct testing_office o;
    struct paper papers[64];
    int cases = 0, shown = 0;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    const struct definitions *definitions = o.office.definitions;
    put_papers(t, definitions, "mat", papers);
    for (size_t r = 0; r < definitions->roles.count; r++) {
        struct scope scope = scope_role(t->mem, definitions, &definitions->roles.items[r]);
        for (size_t i = 0; i < definitions->registers.count; i++) {
            struct err err = { 0 };
            struct secret_lines all, one, other, asked, found;
            const struct register_definition *reg = &definitions->registers.items[i];
            const char *line = arena_printf(t->mem, "01 văn bản mật, số sổ %s", papers[i].number);
            const char *number = arena_printf(t->mem, "number=\"%s\"", papers[i].number);
            bool due = reg->number && line_is_due(scope_reach(&scope, reg), &papers[i]);
            assert_true(testing_ok(
                secret_lines_of_list(t->store, t->mem, &scope, query_of(t, definitions, reg, ""), &all, &err) &&
                    secret_lines_of_list(t->store, t->mem, &scope, query_of(t, definitions, reg, number), &one, &err) &&
                    secret_lines_of_list(t->store, t->mem, &scope, query_of(t, definitions, reg, "number=\"1\""),
                                         &other, &err) &&
                    secret_lines_of_list(t->store, t->mem, &scope, query_of(t, definitions, reg, "unit=vp"), &asked,
                                         &err) &&
                    secret_lines_of_number(t->store, t->mem, definitions, &scope, papers[i].number, &found, &err),
                &err));
            if (all.count != due || one.count != due || found.count != due || other.count + asked.count != 0)
                fail_msg("%s reads %s: %zu, %zu, %zu lines, %zu elsewhere", definitions->roles.items[r].name, reg->name,
                         all.count, one.count, found.count, other.count + asked.count);
            assert_true(!due || (text_equal(all.texts[0], line) && text_ends(found.texts[0], line)));
            cases += 5;
            shown += due;
        }
    }
    print_message("%d questions by %zu roles, %d lines\n", cases, definitions->roles.count, shown);
    assert_true(shown >= 15);
}
ON_BOTH(test_who_reads_the_book_without_the_degree_sees_its_line)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_who_reads_the_book_without_the_degree_sees_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
