/* SPDX-License-Identifier: Apache-2.0 */
#include "web/page.h"

#include "base/clock.h"
#include "base/embedded.h"
#include "base/file.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "http/static_files.h"
#include "people/account.h"
#include "query/reading.h"
#include "query/secret_lines.h"
#include "records/draft.h"
#include "store/id.h"
#include "viet/number.h"
#include "web/page_internal.h"
#include "web/list_texts.h"
#include "web/texts.h"

enum { NOTICE_MAX = 600, NOTICE_SECONDS = 60, KEY_BYTES = 16, SHORT_DAY = 5 /* 30/07 */ };

extern const struct embedded_file web_templates[];
extern const size_t web_templates_count;
extern const struct embedded_file web_static[];
extern const size_t web_static_count;

/* --- templates ---------------------------------------------------------------------------------------------------- */

/* "templates/list.mustache" → "list". */
static const char *template_base(struct arena *mem, const char *path)
{
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    const char *dot = strchr(name, '.');
    return dot ? arena_strndup(mem, name, (size_t)(dot - name)) : name;
}

static int compare_templates(const void *a, const void *b)
{
    return strcmp(((const struct page_template *)a)->name, ((const struct page_template *)b)->name);
}

static void free_drafts(void *drafts)
{
    draft_cache_free(drafts);
}

struct web *web_new(struct arena *mem, struct store *store, const struct definitions *definitions,
                    const char *static_folder, struct err *err)
{
    struct web *web = ARENA_NEW(mem, struct web);
    office_init(&web->office, mem, store, definitions, (struct scope){ 0 });
    web->drafts = draft_cache_new();
    arena_defer(mem, free_drafts, web->drafts);
    web->files = static_files_new(mem, web_static, web_static_count, static_folder);
    web->pages = ARENA_ARRAY(mem, struct page_template, web_templates_count);
    for (size_t i = 0; i < web_templates_count; i++) {
        struct page_template *page = &web->pages[web->page_count++];
        page->name = template_base(mem, web_templates[i].path);
        page->parsed = template_parse(mem, (const char *)web_templates[i].bytes, err);
        if (!page->parsed) {
            err_prefix(err, "%s", web_templates[i].path);
            return NULL;
        }
    }
    qsort(web->pages, web->page_count, sizeof *web->pages, compare_templates);
    return web;
}

static const struct template *find_template(void *arg, const char *name)
{
    const struct web *web = arg;
    const struct page_template wanted = { .name = name };
    const struct page_template *found =
        bsearch(&wanted, web->pages, web->page_count, sizeof *web->pages, compare_templates);
    return found ? found->parsed : NULL;
}

bool page_send(struct page *page, const char *name, struct err *err)
{
    struct visit *visit = page->visit;
    struct web *web = visit_arg(visit);
    struct template_render how = { .escape = TEMPLATE_HTML, .partial = find_template, .arg = web };
    const struct template *template = find_template(web, name);
    if (!template)
        return err_set(err, ERR_INTERNAL, "template", NULL, "no template “%s”", name);
    text_clear(&visit->response->body);
    visit->response->media_type = "text/html; charset=utf-8";
    visit->response->may_compress = true;
    return template_render(template, page->values, &how, &visit->response->body, err);
}

bool web_static_answer(const struct request *request, struct response *response, void *arg)
{
    const struct web *web = arg;
    return static_answer(web->files, request, response);
}

/* --- small things ------------------------------------------------------------------------------------------------- */

void page_office(struct visit *visit, struct office *office)
{
    const struct web *web = visit_arg(visit);
    struct draft_faults *faults = ARENA_NEW(visit->mem, struct draft_faults);
    *office = web->office;
    office->scope = visit->scope;
    office->faults = faults;
    visit->faults = faults;
}

const char *page_key(struct arena *mem)
{
    uint8_t bytes[KEY_BYTES];
    char *out = arena_alloc(mem, 2 * KEY_BYTES + 1);
    random_bytes(bytes, sizeof bytes);
    for (int i = 0; i < KEY_BYTES; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    return out;
}

const char *page_register_path(struct arena *mem, const struct register_definition *reg)
{
    return arena_printf(mem, "/%s", reg->slug);
}

const char *page_record_path(struct arena *mem, const struct register_definition *reg, int64_t id)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    return arena_printf(mem, "/%s/%s", reg->slug, printed);
}

bool page_go(struct visit *visit, const char *path)
{
    response_go(visit->response, path);
    return true;
}

/* The day of a day or a local minute; false for none and for the open sentinels. */
static bool read_day(const char *text, day_t *day)
{
    int minute;
    return text && strncmp(text, "9999", 4) != 0 && minute_parse(text, day, &minute);
}

const char *page_day(struct arena *mem, const char *text)
{
    day_t day;
    char out[DATE_SIZE];
    if (!read_day(text, &day))
        return "";
    day_print_people(day, out);
    return arena_strdup(mem, out);
}

const char *page_due_words(struct arena *mem, const char *minute, bool hours)
{
    const char *time = hours ? strchr(minute, 'T') : NULL;
    return time ? arena_printf(mem, "%s %s", page_day(mem, minute), time + 1) : page_day(mem, minute);
}

const char *page_day_example(struct arena *mem)
{
    char out[DATE_SIZE];
    day_print_people(clock_today(), out);
    return arena_strdup(mem, out);
}

const char *page_minute_example(struct arena *mem)
{
    return arena_printf(mem, "%s 08:00", page_day_example(mem));
}

const char *page_month_example(struct arena *mem)
{
    char out[DATE_SIZE];
    day_print(clock_today(), out);
    return arena_strndup(mem, out, strlen("2026-11"));
}

const char *page_day_short(struct arena *mem, const char *text)
{
    day_t day;
    char out[DATE_SIZE];
    if (!read_day(text, &day))
        return "";
    day_print_people(day, out);
    bool this_year = civil_from_day(day).year == civil_from_day(clock_today()).year;
    return this_year ? arena_strndup(mem, out, SHORT_DAY) : arena_strdup(mem, out);
}

const char *page_instant(struct arena *mem, instant_t at)
{
    char out[DATE_SIZE];
    if (at == 0)
        return "";
    day_print_people(instant_local_day(at), out);
    int minute = instant_local_minute(at);
    return arena_printf(mem, "%s %02d:%02d", out, minute / 60, minute % 60);
}

const char *page_iso_day(struct arena *mem, instant_t at)
{
    char out[DATE_SIZE];
    day_print(instant_local_day(at), out);
    return arena_strdup(mem, out);
}

const char *page_number(struct arena *mem, int64_t value)
{
    return viet_number(mem, value);
}

const char *page_total(struct arena *mem, struct record_total total)
{
    const char *number = page_number(mem, total.count);
    return total.at_least ? arena_printf(mem, SAY_MORE_THAN, number) : number;
}

/* --- the notice: shown once --------------------------------------------------------------------------------------- */

/* A cookie holds no Vietnamese: the text travels escaped as in a URL. */
void page_notice(struct visit *visit, const char *text)
{
    struct text out;
    text_init(&out, visit->mem, TEXT_MAX_LINE);
    text_url(&out, arena_strndup(visit->mem, text, utf8_cut(text, NOTICE_MAX)));
    response_cookie(visit->response, COOKIE_NOTICE, out.data, NOTICE_SECONDS, visit_is_secure(visit));
}

void page_draft_done(struct visit *visit, const char *draft)
{
    response_cookie(visit->response, COOKIE_DRAFT, draft, NOTICE_SECONDS, visit_is_secure(visit));
}

const char *page_take_cookie(struct visit *visit, const char *name)
{
    const char *kept = request_cookie(visit->request, name);
    if (!kept)
        return NULL;
    response_cookie(visit->response, name, "", -1, visit_is_secure(visit));
    struct http_pairs pairs = { 0 };
    struct err err = { 0 };
    if (!pairs_parse(visit->mem, &pairs, arena_printf(visit->mem, "t=%s", kept), 1, &err))
        return NULL;
    return pairs_get(&pairs, "t");
}

void page_secret_lines(struct page *page, const struct secret_lines *lines)
{
    struct template_value *list = template_list(page->visit->mem);
    for (size_t i = 0; i < lines->count + lines->more; i++) {
        struct template_value *line = template_object(page->visit->mem);
        template_put_text(line, "text", i < lines->count ? lines->texts[i] : SAY_SECRET_LINES_MORE);
        template_add(list, line);
    }
    template_put(page->values, "secret_lines", list);
    template_put_bool(page->values, "secret_note", false);
}

/* What cannot be noted is logged; nobody is kept from their work by it. */
static void note_reading(struct visit *visit, const char *what)
{
    struct err err = { 0 };
    if (!account_note_reading(visit->store, visit->mem, visit->scope.user, what, &err))
        log_line(LOG_WARNING, "web", "reading of personal data not noted: %s", err.text);
}

void page_note_record(struct visit *visit, const struct record *record)
{
    if (record_shows_personal(record, &visit->scope))
        note_reading(visit, record_words(visit->mem, record));
}

bool page_note_readings(struct visit *visit, const char *how, const struct query *query, size_t shown,
                        const struct personal_note *searched, struct err *err)
{
    const char *line = reading_line(visit->mem, how, query, shown, searched);
    if (searched->text)
        return account_note_reading(visit->store, visit->mem, visit->scope.user, line, err);
    if (line)
        note_reading(visit, line);
    return true;
}
