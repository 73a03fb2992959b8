/* SPDX-License-Identifier: Apache-2.0 */
/* The package of a file. Planted and seen red, each alone (on SQLite): it holds what its reader does not see; a
 * withdrawn file goes out. */
#include "handling/package.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "handling/attachment.h"
#include "handling/testing_files.h"
#include "store/id.h"

static struct scope clerk(struct testing *t, struct testing_office *o)
{
    struct scope scope = scope_role(t->mem, o->office.definitions, &o->office.definitions->roles.items[0]);
    scope.user = "van-thu";
    return scope;
}

/* An open file with these bytes. */
static int bytes_of(const char *text)
{
    char path[] = "/tmp/congvu-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && unlink(path) == 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    return file;
}

static void attach(struct testing *t, struct testing_office *o, int64_t letter, const char *name,
                   struct attachment *added)
{
    struct err err = { 0 };
    int file = bytes_of(name);
    assert_true(testing_ok(attachment_add(&o->office, t->mem, letter, 0, name, file, added, &err), &err));
    close(file);
}

static bool says(const char *bytes, int64_t length, const char *name)
{
    return memmem(bytes, (size_t)length, name, strlen(name)) != NULL;
}

static void test_a_package_has_the_files_that_its_reader_sees(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct attachment kept, gone;
    int64_t length = 0;
    testing_enter(t, &o);
    int64_t file = a_file(t, &o, "Hồ sơ");
    set_secrecy(t, &o, file, "mat");
    int64_t letters[] = { a_letter(t, &o, "Kín", "2021-07-01", "mat"), a_letter(t, &o, "Thường", "2021-08-01", NULL) };
    attach(t, &o, letters[0], "kin.txt", &kept);
    attach(t, &o, letters[1], "giu.txt", &kept);
    attach(t, &o, letters[1], "rut.txt", &gone);
    assert_true(testing_ok(attachment_withdraw(&o.office, t->mem, gone.id, "nhầm", &err), &err));
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, letters, 2, &err), &err));
    struct scope reader = clerk(t, &o);
    int made = package_make(t->store, t->mem, o.office.definitions, &reader, testing_read(t, &o, file), &length, &err);
    assert_true(made >= 0 && length > 0);
    char *bytes = arena_alloc(t->mem, (size_t)length + 1);
    assert_int_equal(read(made, bytes, (size_t)length), length);
    close(made);
    assert_memory_equal(bytes, "PK", 2);
    assert_true(says(bytes, length, "muc-luc.csv"));
    assert_true(says(bytes, length, "001/giu.txt"));
    assert_false(says(bytes, length, "rut.txt"));
    assert_false(says(bytes, length, "kin.txt"));
}

ON_BOTH(test_a_package_has_the_files_that_its_reader_sees)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_package_has_the_files_that_its_reader_sees),
    };
    return cmocka_run_group_tests_name("handling: package", tests, NULL, NULL);
}
