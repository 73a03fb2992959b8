/* SPDX-License-Identifier: Apache-2.0 */
#include "http/static_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"

static const unsigned char css[] = "body { color: #000000; } body { color: #000000; } body { color: #000000; }";
static const unsigned char font[] = "wOF2";
static const struct embedded_file embedded[] = { { "static/congvu.css", css, sizeof css - 1 },
                                                 { "static/fonts/a.woff2", font, sizeof font - 1 } };

struct asked {
    struct arena *mem;
    struct static_files *files;
    struct response response;
};

static void begin(struct asked *a)
{
    a->mem = arena_new(ARENA_REQUEST_MAX);
    a->files = static_files_new(a->mem, embedded, COUNT_OF(embedded), NULL);
}

static bool ask(struct asked *a, enum http_method method, const char *path, const char *header, const char *value)
{
    struct request *request = request_new(a->mem, method, path);
    if (header)
        pairs_add(a->mem, &request->headers, header, value);
    response_init(&a->response, a->mem);
    return static_answer(a->files, request, &a->response);
}

static void test_a_file_has_an_address_that_is_kept_for_ever(void **state)
{
    (void)state;
    struct asked a;
    begin(&a);
    const char *url = static_url(a.files, a.mem, "congvu.css");
    assert_int_equal(strlen(url), strlen("/static/") + 12 + strlen("/congvu.css"));
    assert_true(ask(&a, HTTP_GET, url, NULL, NULL));
    assert_int_equal(a.response.status, 200);
    assert_int_equal(a.response.length, sizeof css - 1);
    assert_memory_equal(a.response.bytes, css, sizeof css - 1);
    assert_string_equal(a.response.media_type, "text/css; charset=utf-8");
    assert_string_equal(pairs_get(&a.response.headers, "Cache-Control"), "public, max-age=31536000, immutable");
    assert_string_equal(pairs_get(&a.response.headers, "X-Content-Type-Options"), "nosniff");
    assert_string_equal(static_url(a.files, a.mem, "nothing.css"), "");
    arena_free(a.mem);
}

static void test_texts_go_compressed_to_whom_it_may(void **state)
{
    (void)state;
    struct asked a;
    begin(&a);
    const char *url = static_url(a.files, a.mem, "congvu.css");
    assert_true(ask(&a, HTTP_GET, url, "accept-encoding", "gzip, br"));
    assert_string_equal(pairs_get(&a.response.headers, "Content-Encoding"), "gzip");
    assert_true(a.response.length < sizeof css - 1);
    assert_int_equal(((const unsigned char *)a.response.bytes)[0], 0x1f);
    assert_true(ask(&a, HTTP_GET, url, "accept-encoding", "gzip;q=0"));
    assert_null(pairs_get(&a.response.headers, "Content-Encoding"));
    assert_true(ask(&a, HTTP_GET, static_url(a.files, a.mem, "fonts/a.woff2"), "accept-encoding", "gzip"));
    assert_null(pairs_get(&a.response.headers, "Content-Encoding")); /* a font is packed already */
    arena_free(a.mem);
}

static void test_another_set_has_another_address(void **state)
{
    (void)state;
    struct asked a;
    begin(&a);
    const struct embedded_file changed[] = { { "static/congvu.css", font, sizeof font - 1 }, embedded[1] };
    struct static_files *other = static_files_new(a.mem, changed, COUNT_OF(changed), NULL);
    assert_string_not_equal(static_url(other, a.mem, "congvu.css"), static_url(a.files, a.mem, "congvu.css"));
    assert_true(ask(&a, HTTP_GET, static_url(other, a.mem, "congvu.css"), NULL, NULL));
    assert_int_equal(a.response.status, 404);
    arena_free(a.mem);
}

static void test_what_is_known_is_not_sent_again(void **state)
{
    (void)state;
    struct asked a;
    begin(&a);
    const char *url = static_url(a.files, a.mem, "congvu.css");
    assert_true(ask(&a, HTTP_GET, url, NULL, NULL));
    const char *mark = pairs_get(&a.response.headers, "ETag");
    assert_true(ask(&a, HTTP_GET, url, "if-none-match", mark));
    assert_int_equal(a.response.status, 304);
    assert_int_equal(a.response.length, 0);
    arena_free(a.mem);
}

static void test_only_what_is_there_is_given_out(void **state)
{
    (void)state;
    struct asked a;
    begin(&a);
    assert_false(ask(&a, HTTP_GET, "/van-ban/den", NULL, NULL));
    static const char *const wrong[] = { "/static/", "/static/congvu.css", "/static/000000000000/congvu.css",
                                         "/static/000000000000/" };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_true(ask(&a, HTTP_GET, wrong[i], NULL, NULL));
        assert_int_equal(a.response.status, 404);
    }
    assert_true(ask(&a, HTTP_POST, static_url(a.files, a.mem, "congvu.css"), NULL, NULL));
    assert_int_equal(a.response.status, 405);
    assert_string_equal(pairs_get(&a.response.headers, "Allow"), "GET, HEAD");
    arena_free(a.mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_has_an_address_that_is_kept_for_ever),
        cmocka_unit_test(test_texts_go_compressed_to_whom_it_may),
        cmocka_unit_test(test_another_set_has_another_address),
        cmocka_unit_test(test_what_is_known_is_not_sent_again),
        cmocka_unit_test(test_only_what_is_there_is_given_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
