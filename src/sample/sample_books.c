/* SPDX-License-Identifier: Apache-2.0 */
#include "sample/sample_internal.h"

#include "records/numbers.h"

static const char note[] = "Các số trước đó ở sổ cũ, không có trong hệ thống này";

/* The next number of each series when the sample begins, as an office that started in mid-year would enter it. */
static const struct {
    const char *book, *series;
    int start;
} starts[] = {
    { "incoming", "2021", 18341 },
    { "outgoing", "2021/ubnd/qd", 731 },
    { "outgoing", "2021/ubnd/kh", 142 },
    { "outgoing", "2021/ubnd/ct", 5 },
    { "outgoing", "2021/ubnd/tb", 187 },
    { "outgoing", "2021/ubnd/bc", 164 },
    { "outgoing", "2021/ubnd/ttr", 63 },
    { "outgoing", "2021/ubnd/cv", 4128 },
    { "outgoing", "2021/ubnd/cong-dien", 6 },
    { "outgoing", "2021/ubnd/gm", 214 },
    { "outgoing", "2021/van-phong/cv", 1286 },
    { "outgoing", "2021/van-phong/tb", 148 },
    { "outgoing", "2021/van-phong/bc", 97 },
    { "outgoing", "2021/van-phong/kh", 21 },
    { "outgoing", "2021/van-phong/gm", 402 },
    { "outgoing", "2021/van-phong/pc", 318 },
    { "outgoing", "2021/van-phong/qd", 54 },
    { "petitions", "2021", 352 },
    { "receptions", "2021", 171 },
    { "sanctions", "2021", 64 },
    { "feedback", "2021", 8127 },
};

static bool apply_starts(struct change *change, void *arg, struct err *err)
{
    const struct sample *sample = arg;
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (!number_open_book(change, sample->office->scope.user, starts[i].book, starts[i].series, starts[i].start,
                              note, err))
            return false;
    return true;
}

bool sample_open_books(struct sample *sample, struct err *err)
{
    return store_change(sample->office->store, sample->mem, NULL, apply_starts, sample, err);
}
