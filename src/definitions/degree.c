/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/degree.h"

#include "base/text.h"

const struct degree secrecy_degrees[DEGREE_COUNT] = {
    { DEGREE_USUAL, "Thường" }, { "mat", "Mật" }, { "toi-mat", "Tối mật" }, { "tuyet-mat", "Tuyệt mật" }
};

const struct degree urgency_degrees[DEGREE_COUNT] = {
    { DEGREE_USUAL, "Thường" }, { "khan", "Khẩn" }, { "thuong-khan", "Thượng khẩn" }, { "hoa-toc", "Hỏa tốc" }
};

const struct degree *degree_find(const struct degree degrees[DEGREE_COUNT], const char *code)
{
    for (int i = 0; i < DEGREE_COUNT; i++)
        if (text_equal(degrees[i].code, code))
            return &degrees[i];
    return NULL;
}

bool degree_is_above(const struct degree degrees[DEGREE_COUNT], const char *one, const char *other)
{
    const struct degree *high = degree_find(degrees, one), *low = degree_find(degrees, other);
    return (high ? high : degrees) > (low ? low : degrees);
}

const char *degree_mark(const struct degree degrees[DEGREE_COUNT], const char *code)
{
    const struct degree *degree = degree_find(degrees, code);
    return degree && degree != &degrees[0] ? degree->label : "";
}
