/* Searching every register that the acting person reads: what the page and the API find, too.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include <inttypes.h>

#include "main/reading.h"
#include "main/run.h"
#include "main/texts.h"
#include "main/words.h"
#include "query/personal_search.h"
#include "query/search_results_json.h"
#include "store/id.h"

enum { FOUND_MAX = 200, NUMBER_COLUMN = 22, REGISTER_COLUMN = 26, TITLE_WIDTH = 80 };

struct finding {
    struct run *run;
    struct search_results numbered, worded;
    struct personal_found personal;
    struct search_total total;
    struct secret_lines lines;
};

static bool find(struct finding *finding, const char *words, struct err *err)
{
    struct run *run = finding->run;
    const struct scope *scope = &run->office.scope;
    return search_results_of_number(run->store, run->mem, run->definitions, scope, NULL, NULL, words,
                                    &finding->numbered, err) &&
           personal_search(run->store, run->mem, run->definitions, scope, NULL, words, &finding->personal, err) &&
           search_results_of_words(run->store, run->mem, run->definitions, scope, words, 0, FOUND_MAX, &finding->worded,
                                   &finding->total, err) &&
           secret_lines_of_number(run->store, run->mem, run->definitions, scope, words, &finding->lines, err) &&
           reading_of_search(run, &finding->personal.note, err);
}

static bool has(const struct search_results *results, int64_t id)
{
    for (size_t i = 0; i < results->count; i++)
        if (results->items[i].id == id)
            return true;
    return false;
}

static void print_result(struct run *run, const struct search_result *result)
{
    char id[ID_SIZE];
    id_print(result->id, id);
    text_printf(&run->out, "%s  ", id);
    words_pad(&run->out, words_cut(run->mem, result->number ? result->number : "", NUMBER_COLUMN - 2), NUMBER_COLUMN);
    words_pad(&run->out, words_cut(run->mem, result->reg->label, REGISTER_COLUMN - 2), REGISTER_COLUMN);
    text_printf(&run->out, "%s\n", words_cut(run->mem, result->title, TITLE_WIDTH));
}

/* Each record once: what carries the number, what is found by personal data, what has the words. */
static int64_t print_found(struct finding *finding)
{
    const struct search_results *const groups[] = { &finding->numbered, &finding->personal.results, &finding->worded };
    int64_t printed = 0;
    for (size_t g = 0; g < COUNT_OF(groups); g++)
        for (size_t i = 0; i < groups[g]->count; i++) {
            bool before = false;
            for (size_t k = 0; k < g; k++)
                before |= has(groups[k], groups[g]->items[i].id);
            if (!before)
                print_result(finding->run, &groups[g]->items[i]);
            printed += !before;
        }
    return printed;
}

int act_search(struct run *run)
{
    struct err err = { 0 };
    struct json json;
    struct finding finding = { .run = run };
    const char *words = run->arguments[0];
    if (!search_has_words(run->mem, words))
        return run_usage(run, SAY_SEARCH_NO_WORDS, words);
    if (!find(&finding, words, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        run_json_begin(run, &json);
        search_json(&json, words, &finding.worded, &finding.personal.results, &finding.total, &finding.lines);
        run_json_end(run);
        return EXIT_DONE;
    }
    int64_t printed = print_found(&finding);
    for (size_t i = 0; i < finding.lines.count; i++)
        text_printf(&run->out, "%s\n", finding.lines.texts[i]);
    text_printf(&run->out, finding.worded.next ? SAY_SEARCH_AT_LEAST "\n" : SAY_SEARCH_FOUND "\n", printed);
    if (printed == 0 && finding.lines.count == 0)
        run_say("%s.", search_left_out(run->definitions, &run->office.scope));
    return EXIT_DONE;
}
