/* SPDX-License-Identifier: Apache-2.0 */
#include "offices.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "measure.h"

enum { OFFICES_MAX = 64, ACCOUNTS_BYTES = 16 << 10 };

#define DATABASE_PLACE "DATABASE"

static const char *const build_names[BUILDS_MAX] = { "this", "other" };
static const char *const kind_names[DATABASE_KINDS] = { "sqlite", "postgres" };

static struct {
    struct measured_office *all[OFFICES_MAX]; /* that are there */
    size_t count;
} offices;

/* --- places ------------------------------------------------------------------------------------------------------- */

static const char *address_of(const struct bench *bench, const char *database)
{
    const char *at = bench->postgres ? strstr(bench->postgres, DATABASE_PLACE) : NULL;
    if (!at)
        give_up("no address of PostgreSQL with %s in it", DATABASE_PLACE);
    return arena_printf(bench->mem, "%.*s%s%s", (int)(at - bench->postgres), bench->postgres, database,
                        at + strlen(DATABASE_PLACE));
}

static const char *database_of(const struct measured_office *office)
{
    char *name = arena_printf(office->bench->mem, "bench_%s", office->name);
    for (char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c))
            *c = '_';
    return name;
}

/* In the database where databases are made. */
static void postgres_do(const struct bench *bench, const char *text)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    database_do(database_open(mem, POSTGRES, address_of(bench, "postgres")), text);
    arena_free(mem);
}

static struct measured_office *office_at(struct bench *bench, size_t build, enum database_kind kind, int scale,
                                         const char *name)
{
    struct arena *mem = bench->mem;
    struct measured_office *office = ARENA_NEW(mem, struct measured_office);
    bool is_kept = bench->offices && scale > 0;
    *office = (struct measured_office){
        .bench = bench, .build = build, .program = bench->programs[build], .kind = kind, .scale = scale
    };
    office->name = arena_printf(mem, "%s-%s-%s", build_names[build], kind_names[kind], name);
    office->folder = arena_printf(mem, "%s/%s", is_kept ? bench->offices : bench->folder, office->name);
    if (kind == SQLITE) {
        office->where = arena_printf(mem, "%s/congvu.db", office->folder);
        office->place[0] = "--data";
        office->place[1] = office->folder;
    } else {
        office->where = address_of(bench, database_of(office));
        office->place[0] = "--db";
        office->place[1] = office->where;
        office->place[2] = "--blobs";
        office->place[3] = arena_printf(mem, "%s/blobs", office->folder);
    }
    return office;
}

static void remember(struct measured_office *office)
{
    if (offices.count == OFFICES_MAX)
        give_up("more than %d offices", OFFICES_MAX);
    offices.all[offices.count++] = office;
}

/* --- programs ----------------------------------------------------------------------------------------------------- */

struct outcome office_try(const struct measured_office *office, const char *const *arguments)
{
    const char *all[ARGUMENTS_MAX] = { office->program };
    size_t count = 1;
    while (*arguments && count < ARGUMENTS_MAX - PLACE_MAX)
        all[count++] = *arguments++;
    for (const char *const *place = office->place; *place; place++)
        all[count++] = *place;
    return program_try(office->bench->mem, all, NULL);
}

struct outcome office_run(const struct measured_office *office, const char *const *arguments)
{
    struct outcome outcome = office_try(office, arguments);
    if (outcome.failed)
        give_up("%s %s failed", office->program, arguments[0]);
    return outcome;
}

#define RUN(office, ...) office_run((office), (const char *const[]){ __VA_ARGS__, NULL })

struct server *office_serve(const struct measured_office *office)
{
    return server_start(office->bench->mem, office->program, office->place);
}

static void remove_folder(const struct bench *bench, const char *folder)
{
    program_run(bench->mem, (const char *const[]){ "rm", "-rf", folder, NULL }, NULL);
}

static void count_records(struct measured_office *office)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    office->records = database_int(database_open(mem, office->kind, office->where), "select count(*) from record");
    arena_free(mem);
}

/* Whoever is measured first shall not be the one who waits for the disk. */
static void read_into_memory(const struct measured_office *office)
{
    if (office->kind == SQLITE)
        program_run(office->bench->mem, (const char *const[]){ "cat", office->where, NULL }, "/dev/null");
}

/* What PostgreSQL does by itself within minutes. */
static void look_after(struct measured_office *office)
{
    if (office->kind != POSTGRES)
        return;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    database_do(database_open(mem, POSTGRES, office->where), "vacuum (analyze)");
    arena_free(mem);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void make_place(struct measured_office *office)
{
    remove_folder(office->bench, office->folder);
    if (mkdir(office->folder, 0700) != 0)
        give_up("%s: %s", office->folder, strerror(errno));
    if (office->kind == POSTGRES) {
        postgres_do(office->bench,
                    arena_printf(office->bench->mem, "drop database if exists %s with (force)", database_of(office)));
        postgres_do(office->bench,
                    arena_printf(office->bench->mem, "create database %s template template0", database_of(office)));
    }
}

static void fill(struct measured_office *office)
{
    progress("making %s with %s", office->name, office->program);
    make_place(office);
    office->seconds = RUN(office, "sample", "--scale", arena_printf(office->bench->mem, "%d", office->scale)).seconds;
    look_after(office);
}

struct measured_office *office_sample(struct bench *bench, size_t build, enum database_kind kind, int scale)
{
    for (size_t i = 0; i < offices.count; i++) {
        struct measured_office *office = offices.all[i];
        if (office && office->build == build && office->kind == kind && office->scale == scale)
            return office;
    }
    struct measured_office *office = office_at(bench, build, kind, scale, arena_printf(bench->mem, "%d", scale));
    const char *made = arena_printf(bench->mem, "%s/made", office->folder);
    if (access(made, F_OK) == 0) {
        progress("migrating the kept %s", office->name);
        RUN(office, "migrate");
        look_after(office);
    } else {
        fill(office);
        FILE *file = fopen(made, "we");
        if (!file || fclose(file) != 0)
            give_up("%s cannot be written", made);
    }
    count_records(office);
    read_into_memory(office);
    remember(office);
    return office;
}

struct measured_office *office_fresh(struct bench *bench, size_t build, enum database_kind kind, const char *name)
{
    struct measured_office *office = office_at(bench, build, kind, 0, name);
    office->scale = 1;
    fill(office);
    office->scale = 0;
    count_records(office);
    remember(office);
    return office;
}

struct measured_office *office_empty(struct bench *bench, size_t build, enum database_kind kind, const char *name)
{
    struct measured_office *office = office_at(bench, build, kind, 0, name);
    make_place(office);
    RUN(office, "init");
    remember(office);
    return office;
}

struct measured_office *office_copy(struct bench *bench, const struct measured_office *from, const char *name)
{
    struct measured_office *office = office_at(bench, from->build, from->kind, 0, name);
    remove_folder(bench, office->folder);
    program_run(bench->mem, (const char *const[]){ "cp", "-r", from->folder, office->folder, NULL }, NULL);
    if (from->kind == POSTGRES) {
        const char *made = database_of(office);
        postgres_do(bench, arena_printf(bench->mem, "drop database if exists %s with (force)", made));
        postgres_do(bench, arena_printf(bench->mem, "create database %s template %s", made, database_of(from)));
    }
    office->records = from->records;
    remember(office);
    return office;
}

void office_remove(struct measured_office *office)
{
    for (size_t i = 0; i < offices.count; i++)
        if (offices.all[i] == office)
            offices.all[i] = offices.all[--offices.count];
    remove_folder(office->bench, office->folder);
    if (office->kind == POSTGRES)
        postgres_do(office->bench,
                    arena_printf(office->bench->mem, "drop database if exists %s with (force)", database_of(office)));
}

void offices_end(struct bench *bench)
{
    for (size_t i = offices.count; i-- > 0;)
        if (!bench->offices || offices.all[i]->scale == 0)
            office_remove(offices.all[i]);
}

/* --- accounts ----------------------------------------------------------------------------------------------------- */

const char *office_password(const struct measured_office *office, const char *login)
{
    char text[ACCOUNTS_BYTES];
    const char *path = arena_printf(office->bench->mem, "%s/demo-accounts", office->folder);
    FILE *file = fopen(path, "re");
    if (!file)
        give_up("%s cannot be read", path);
    while (fgets(text, sizeof text, file)) {
        size_t length = strcspn(text, " ");
        if (length != strlen(login) || memcmp(text, login, length) != 0)
            continue;
        fclose(file);
        const char *password = text + length + strspn(text + length, " ");
        return arena_strndup(office->bench->mem, password, strcspn(password, " \n"));
    }
    give_up("%s has no %s", path, login);
}

const char *office_made(const struct measured_office *office, const char *const *arguments, const char *name)
{
    const char *mark = arena_printf(office->bench->mem, "\"%s\": \"", name);
    struct outcome outcome = office_run(office, arguments);
    const char *at = strstr(outcome.output, mark);
    if (!at)
        give_up("no %s in %s", name, outcome.output);
    at += strlen(mark);
    return arena_strndup(office->bench->mem, at, strcspn(at, "\""));
}

const char *office_title(const struct measured_office *office)
{
    const char *scale = office->scale ? arena_printf(office->bench->mem, " %d", office->scale) : "";
    return arena_printf(office->bench->mem, "%s%s", database_names[office->kind], scale);
}
