/* SPDX-License-Identifier: Apache-2.0 */
#include "main/reading.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "main/remote.h"
#include "main/texts.h"
#include "people/account.h"
#include "query/reading.h"
#include "records/history.h"
#include "store/id.h"

/* --- where it is noted -------------------------------------------------------------------------------------------- */

/* In a store of its own where the command's is open for reading, and stays so. */
static bool note_here(struct run *run, const char *line, struct err *err)
{
    if (run->command->opens != OPENS_READING)
        return account_note_reading(run->store, run->mem, run->office.scope.user, line, err);
    struct store_place place = run_place(run);
    struct store *store = store_open(&place, STORE_WRITE, err);
    struct office office = run->office;
    office.store = store;
    bool done =
        store && account_note_reading(store, run->mem, run->office.scope.user, line, err) && history_seal(&office, err);
    store_close(store);
    return done;
}

static struct remote *server(struct run *run)
{
    return run->options->db ? NULL : remote_find(run->mem, run_place(run).folder, run->options->as);
}

/* --- the same, asked of the server -------------------------------------------------------------------------------- */

/* Where the condition that begins at TEXT ends: at `&` outside quotes, or with the text. */
static const char *condition_end(const char *text)
{
    bool quoted = false;
    for (; *text && (quoted || *text != '&'); text++)
        quoted ^= *text == '"';
    return text;
}

/* The text of the command's query as that of an address; WHOLE without what asks for one page. */
static const char *address_of_query(struct run *run, bool whole)
{
    struct text out;
    const char *text = run->argument_count > 1 ? run->arguments[1] : "";
    text_init(&out, run->mem, TEXT_MAX_PAGE);
    for (const char *end; *text; text = *end ? end + 1 : end) {
        end = condition_end(text);
        const char *condition = arena_strndup(run->mem, text, (size_t)(end - text));
        const char *equals = strchr(condition, '=');
        size_t name = equals ? (size_t)(equals - condition) : strlen(condition);
        if (whole && run_query_is_page(condition))
            continue;
        text_add(&out, out.length > 0 ? "&" : "");
        text_add_bytes(&out, condition, name);
        text_add(&out, equals ? "=" : "");
        text_url(&out, equals ? equals + 1 : "");
    }
    return out.data;
}

/* Page by page where the command shows WHOLE; otherwise the one page that its query asks for. */
static bool list_there(struct run *run, struct remote *remote, const char *reg, bool whole, struct err *err)
{
    const json_t *answer;
    const char *asked = address_of_query(run, whole);
    const char *path = arena_printf(run->mem, "/registers/%s/records?%s", reg, asked);
    if (whole)
        path = arena_printf(run->mem, "%s%spage_size=%d", path, asked[0] ? "&" : "", QUERY_PAGE_MAX);
    for (const char *from = path; from;) {
        if (!remote_get(remote, from, &answer, err))
            return false;
        const char *next = json_string_value(json_object_get(answer, "next"));
        from = whole && next ? arena_printf(run->mem, "%s&after=%s", path, next) : NULL;
    }
    return true;
}

/* --- what is noted ------------------------------------------------------------------------------------------------ */

bool reading_of_search(struct run *run, const struct personal_note *note, struct err *err)
{
    if (!note->text)
        return true;
    struct remote *remote = server(run);
    const char *same = arena_printf(run->mem, "/search?page_size=1&q=%s", remote_segment(run->mem, note->words));
    return remote ? remote_get(remote, same, NULL, err) : note_here(run, note->text, err);
}

bool reading_of_list(struct run *run, const struct reading *reading, struct err *err)
{
    const char *line = reading_line(run->mem, reading->how, reading->query, reading->shown, &reading->searched);
    if (!line)
        return true;
    struct remote *remote = server(run);
    const char *reg = query_register(reading->query)->name;
    return remote ? list_there(run, remote, reg, reading->whole, err) : note_here(run, line, err);
}

bool reading_of_record(struct run *run, const struct record *record, struct err *err)
{
    char id[ID_SIZE];
    if (!record_shows_personal(record, &run->office.scope))
        return true;
    struct remote *remote = server(run);
    id_print(record->id, id);
    if (remote)
        return remote_get(remote, arena_printf(run->mem, "/records/%s", id), NULL, err);
    return note_here(run, record_words(run->mem, record), err);
}

/* --- holding back ------------------------------------------------------------------------------------------------- */

static bool fail(struct err *err)
{
    return err_set(err, errno == ENOSPC ? ERR_FULL : ERR_INTERNAL, "list", NULL, SAY_NO_OUTPUT, strerror(errno));
}

bool reading_hold(struct run *run, const struct register_definition *reg, struct err *err)
{
    bool personal = false;
    for (size_t i = 0; i < reg->fields.count; i++)
        personal |= reg->fields.items[i].personal;
    if (personal)
        run->held = tmpfile();
    return !personal || run->held || fail(err);
}

bool reading_release(struct run *run, struct err *err)
{
    char block[1 << 14];
    size_t length;
    if (!run->held)
        return true;
    run_flush(run);
    if (fflush(run->held) != 0 || fseek(run->held, 0, SEEK_SET) != 0)
        return fail(err);
    while ((length = fread(block, 1, sizeof block, run->held)) > 0)
        fwrite(block, 1, length, stdout);
    bool done = !ferror(run->held) || fail(err);
    fclose(run->held);
    run->held = NULL;
    return done;
}
