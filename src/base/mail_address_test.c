/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mail_address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attributes.h"

static void test_an_address_is_a_name_at_a_host(void **state)
{
    static const char *const right[] = { "an@vp.gov.vn", "a.b+c@dongthap.gov.vn", "x_1@a-b.vn" };
    static const char *const wrong[] = { "",          "an",         "@vp.vn",    "an@",        "an@vp",
                                         "a b@vp.vn", "an@vp.vn ",  "an@vp..vn", "<an@vp.vn>", ".an@vp.vn",
                                         "an.@vp.vn", "an@-vp.vn",  "an@vp.vn.", "a@b@vp.vn",  "an@vp.vn\r\nTo: x@y.vn",
                                         "ân@vp.vn",  "\"a\"@vp.vn" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(right); i++)
        assert_true(mail_address_is_valid(right[i]));
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        if (mail_address_is_valid(wrong[i]))
            fail_msg("“%s” is taken", wrong[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_address_is_a_name_at_a_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
