/* SPDX-License-Identifier: Apache-2.0 */
/* A paper of a degree of secrecy in every register, before every role: who reads the book without the degree is shown
 * one line with its number, on the page, in print, file, search and API, and nothing else of it.
 *
 * Planted and seen red, each alone: the file without the lines; the API's search without them. */
#include "api/testing.h"
#include "web/testing.h"

#include "records/testing_secret.h"
#include "store/id.h"

#include <unistd.h>

/* What the answer says; a file too. */
static const char *page_text(struct testing *t, const struct response *response)
{
    if (response->file < 0 || response->body.length > 0)
        return response->body.data;
    char *text = arena_alloc(t->mem, (size_t)response->file_length + 1);
    ssize_t length = pread(response->file, text, (size_t)response->file_length, 0);
    text[length > 0 ? length : 0] = '\0';
    return text;
}

/* Nothing but the line: no title, day, id, address, unit. */
static void shows_line_alone(const char *where, const char *text, const struct paper *paper, bool due)
{
    char id[ID_SIZE];
    id_print(paper->id, id);
    bool shows = strstr(text, "01 văn bản mật, số sổ ") && strstr(text, paper->number);
    if (shows != due)
        fail_msg("%s: the line of %s %s", where, paper->reg, shows ? "is there" : "is not there");
    const char *const secrets[] = { TITLE, id, "13/07/2021", "2021-07-13", "ai-do" };
    for (size_t i = 0; i < COUNT_OF(secrets); i++)
        if (strstr(text, secrets[i]))
            fail_msg("%s shows “%s” of %s", where, secrets[i], paper->reg);
}

struct reader {
    struct testing *t;
    struct asking asking;
    struct pages pages;
    struct scope scope;
    int cases;
};

static void read_everywhere(struct reader *reader, const struct register_definition *reg, const struct paper *paper)
{
    struct testing *t = reader->t;
    char id[ID_SIZE];
    const char *number = arena_printf(t->mem, "%.4s%%2FKH%%C3%%94NG", paper->number);
    bool reads = scope_reach(&reader->scope, reg)->reads;
    bool due = reg->number && line_is_due(scope_reach(&reader->scope, reg), paper);
    const char *const paths[] = { arena_printf(t->mem, "/%s?number=%s", reg->slug, number),
                                  arena_printf(t->mem, "/%s?number=%s&print=yes", reg->slug, number),
                                  arena_printf(t->mem, "/%s.csv?number=%s", reg->slug, number) };
    for (size_t k = 0; k < COUNT_OF(paths); k++) {
        struct response page = pages_get(&reader->pages, paths[k]);
        assert_true(page.status == 403 || (reads && page.status == 200));
        if (page.status == 200)
            shows_line_alone(paths[k], page_text(t, &page), paper, due);
    }
    struct response page = pages_get(&reader->pages, arena_printf(t->mem, "/tim-kiem?q=%s", number));
    shows_line_alone("search page", strstr(page.body.data, "role=\"status\""), paper, due);
    struct asked asked = get(&reader->asking, arena_printf(t->mem, API_ROOT "/search?q=%s", number));
    shows_line_alone("API search", asked.body, paper, due);
    asked = get(&reader->asking, arena_printf(t->mem, API_ROOT "/registers/%s/records?number=%s", reg->name, number));
    assert_int_equal(asked.status, reads ? 200 : 403);
    shows_line_alone("API list", asked.body, paper, due);
    id_print(paper->id, id);
    if (!reads || !reach_covers(scope_reach(&reader->scope, reg), paper->issuer, paper->unit, paper->secrecy))
        assert_int_equal(get(&reader->asking, arena_printf(t->mem, API_ROOT "/records/%s", id)).status, 404);
    reader->cases += 7;
}

static void test_pages_files_searches_and_the_api_show_the_line_alone(struct testing *t)
{
    struct reader reader = { .t = t };
    struct paper papers[64];
    asking_begin_folder(&reader.asking, t, SOURCE_FOLDER "/office");
    pages_serve(&reader.pages, t, &reader.asking.office);
    const struct definitions *definitions = reader.asking.office.office.definitions;
    put_papers(t, definitions, "toi-mat", papers);
    for (size_t r = 0; r < definitions->roles.count; r++) {
        struct err err = { 0 };
        const char *role = definitions->roles.items[r].name, *login = arena_printf(t->mem, "nguoi-%zu", r);
        pages_account(&reader.pages, login, "Người đọc", role, reader.pages.clerk);
        const struct account *account = account_find(db_for_read(t->store, &err), t->mem, login, &err);
        reader.scope = scope_account(t->mem, definitions, account);
        reader.pages.as = reader.pages.clerk;
        reader.asking.as = login;
        /* what one reader was shown is given back before the next one */
        struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
        struct testing shown = *t;
        shown.mem = mem;
        reader.t = reader.asking.t = reader.pages.t = &shown;
        for (size_t i = 0; i < definitions->registers.count; i++) {
            const struct register_definition *reg = &definitions->registers.items[i];
            const struct reach *reach = scope_reach(&reader.scope, reg);
            if (!reach->reads || !reach_covers(reach, "vp", "vp", "toi-mat")) /* who may read it is asked elsewhere */
                read_everywhere(&reader, reg, &papers[i]);
        }
        reader.t = reader.asking.t = reader.pages.t = t;
    }
    print_message("%d pages, files and answers\n", reader.cases);
    assert_true(reader.cases > 1000);
}
ON_BOTH(test_pages_files_searches_and_the_api_show_the_line_alone)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_pages_files_searches_and_the_api_show_the_line_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
