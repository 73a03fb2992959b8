/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/date_words.h"

char *viet_date_words(struct arena *mem, day_t day)
{
    struct civil civil = civil_from_day(day);
    return arena_printf(mem, civil.month <= 2 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", civil.day,
                        civil.month, civil.year);
}

char *viet_date(struct arena *mem, day_t day)
{
    char text[DATE_SIZE];
    day_print_people(day, text);
    return arena_strdup(mem, text);
}
