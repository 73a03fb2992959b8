/* SPDX-License-Identifier: Apache-2.0 */
/* To whom work is handed out time and again, under a name: `congvu template …`. */
#include "main/acts.h"

#include "base/text.h"
#include "handling/handing_template.h"
#include "handling/last_handing.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "people/names.h"

static bool read_all(struct run *run, struct handing_templates *templates, struct err *err)
{
    struct db *db = db_for_read(run->store, err);
    return db && handing_templates_read(db, run->mem, run->definitions, &run->office.scope, templates, err);
}

/* "3  Giao phòng KT (kt): Phòng Kinh tế (chủ trì), …" */
static bool print_one(struct run *run, const struct handing_template *template, struct err *err)
{
    const char **names, **whoms = ARENA_ARRAY(run->mem, const char *, template->count + 1);
    struct db *db = db_for_read(run->store, err);
    for (size_t i = 0; i < template->count; i++)
        whoms[i] = template->lines[i].to;
    if (!db || !people_names(db, run->mem, run->definitions, whoms, template->count, &names, err))
        return false;
    text_printf(&run->out, "%lld  %s (%s): ", (long long)template->no, template->name,
                *template->unit ? template->unit : SAY_TEMPLATE_COMMON);
    for (size_t i = 0; i < template->count; i++)
        text_printf(&run->out, "%s%s (%s)", i ? ", " : "", names[i] ? names[i] : whoms[i],
                    assignment_role_label(template->lines[i].role));
    text_char(&run->out, '\n');
    return true;
}

int act_template_list(struct run *run)
{
    struct err err = { 0 };
    struct handing_templates templates;
    if (!read_all(run, &templates, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_key(&json, "templates");
        json_array(&json);
        for (size_t i = 0; i < templates.count; i++)
            handing_template_json(&json, &templates.items[i]);
        json_array_end(&json);
        json_object_end(&json);
        run_json_end(run);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < templates.count; i++)
        if (!print_one(run, &templates.items[i], &err))
            return run_refuse(&err);
    return EXIT_DONE;
}

/* --- what is asked for -------------------------------------------------------------------------------------------- */

struct asking_template {
    struct handing_template asked;
    ARRAY(struct handed) lines;
    int64_t record; /* 0: none */
};

static void add_lines(struct run *run, struct asking_template *asking, const char *joined, enum assignment_role role)
{
    size_t count;
    char **whoms = text_split(run->mem, joined ? joined : "", ',', &count);
    for (size_t i = 0; i < count; i++)
        if (!text_is_empty(whoms[i]))
            *ARRAY_ADD(run->mem, &asking->lines) = (struct handed){ .to = whoms[i], .role = role };
}

/* "name=…", "unit=…", "lead=…", "support=a,b", "inform=…", "opinion=…", "record=MÃ|SỐ"; the lines of the record where
 * none are given. */
static bool read_asked(struct run *run, struct asking_template *asking, int *status)
{
    const char *lead = NULL, *support = NULL, *inform = NULL, *record = NULL, *unknown;
    *asking = (struct asking_template){ 0 };
    const struct run_name known[] = { { "name", &asking->asked.name },
                                      { "unit", &asking->asked.unit },
                                      { "lead", &lead },
                                      { "support", &support },
                                      { "inform", &inform },
                                      { "opinion", &asking->asked.opinion },
                                      { "record", &record } };
    if (!run_names(run, 1, known, COUNT_OF(known), &unknown, status)) {
        *status = unknown ? run_usage(run, SAY_TEMPLATE_UNKNOWN, unknown) : *status;
        return false;
    }
    add_lines(run, asking, lead, ASSIGN_LEAD);
    add_lines(run, asking, support, ASSIGN_SUPPORT);
    add_lines(run, asking, inform, ASSIGN_INFORM);
    asking->asked.lines = asking->lines.items;
    asking->asked.count = asking->lines.count;
    return !record || run_find_one(run, record, &asking->record, status);
}

/* The lines of who types handed the record to, the last time. */
static bool take_record(struct run *run, struct asking_template *asking, struct err *err)
{
    struct last_handing last;
    struct db *db = db_for_read(run->store, err);
    if (!db || !asking->record)
        return db != NULL;
    if (!last_handing_of(db, run->mem, &run->office.scope, asking->record, &last, err))
        return false;
    if (last.count == 0)
        return err_set(err, ERR_INVALID, "record", "record", SAY_TEMPLATE_NO_HANDING);
    if (asking->asked.count == 0) {
        asking->asked.lines = last.lines;
        asking->asked.count = last.count;
    }
    if (!asking->asked.opinion)
        asking->asked.opinion = last.lines[0].opinion;
    return true;
}

int act_template_add(struct run *run)
{
    struct err err = { 0 };
    struct asking_template asking;
    struct draft_faults faults = { 0 };
    int64_t no = 0;
    int status;
    if (!read_asked(run, &asking, &status))
        return status;
    asking.asked.name = run->arguments[0];
    run->office.faults = &faults;
    bool done = run->remote ? remote_template_add(run, &asking.asked, asking.record, &no, &err)
                            : take_record(run, &asking, &err) &&
                                  handing_template_add(&run->office, run->mem, &asking.asked, &no, &err);
    run->office.faults = NULL;
    if (!done)
        return run_refuse_values(&faults, &err);
    text_printf(&run->out, "%lld\n", (long long)no);
    return EXIT_DONE;
}

static bool find(struct run *run, struct handing_template *found, struct err *err)
{
    struct db *db = db_for_read(run->store, err);
    return db &&
           handing_template_find(db, run->mem, run->definitions, &run->office.scope, run->arguments[0], found, err);
}

/* What is not given stays as it is. */
static bool change(struct run *run, struct asking_template *asking, struct err *err)
{
    struct handing_template found, *asked = &asking->asked;
    if (!find(run, &found, err))
        return false;
    asked->no = found.no;
    if (run->remote)
        return remote_template_change(run, asked, err);
    if (!take_record(run, asking, err))
        return false;
    if (asked->count == 0) {
        asked->lines = found.lines;
        asked->count = found.count;
    }
    asked->name = asked->name ? asked->name : found.name;
    asked->unit = asked->unit ? asked->unit : found.unit;
    asked->opinion = asked->opinion ? asked->opinion : found.opinion;
    return handing_template_change(&run->office, run->mem, asked, err);
}

int act_template_set(struct run *run)
{
    struct err err = { 0 };
    struct asking_template asking;
    struct draft_faults faults = { 0 };
    int status;
    if (!read_asked(run, &asking, &status))
        return status;
    run->office.faults = &faults;
    bool done = change(run, &asking, &err);
    run->office.faults = NULL;
    if (!done)
        return run_refuse_values(&faults, &err);
    run_say(SAY_WRITTEN, run->arguments[0]);
    return EXIT_DONE;
}

int act_template_remove(struct run *run)
{
    struct err err = { 0 };
    struct handing_template found;
    bool done =
        find(run, &found, &err) && (run->remote ? remote_template_remove(run, found.no, &err)
                                                : handing_template_remove(&run->office, run->mem, found.no, &err));
    if (!done)
        return run_refuse(&err);
    run_say(SAY_WRITTEN, run->arguments[0]);
    return EXIT_DONE;
}
