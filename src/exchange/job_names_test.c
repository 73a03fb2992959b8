/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/job_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_every_job_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < JOBS; i++) {
        assert_non_null(job_names[i].name);
        assert_true(job_names[i].label[0] != '\0' && job_names[i].every_ms > 0);
        assert_ptr_equal(job_name_find(job_names[i].name), &job_names[i]);
    }
    assert_null(job_name_find("khong-co"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_job_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
