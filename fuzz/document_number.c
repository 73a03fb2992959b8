/* fuzz/document_number.c
 * Reads any text as a document number; what is read stands for its text, and a suggestion is sound.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "viet/document_number.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool fine)
{
    if (!fine)
        abort();
}

static void check_texts(const struct document_number *number)
{
    const char *texts[] = { number->type, number->agency,  number->unit,      number->symbol,
                            number->text, number->problem, number->suggestion };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        check(texts[i] && utf8_is_valid(texts[i], strlen(texts[i])));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct document_number number = document_number_parse(mem, arena_strndup(mem, (const char *)bytes, size));
    check_texts(&number);
    bool is_malformed = number.kind == DOCUMENT_NUMBER_MALFORMED;
    check(is_malformed == (number.problem[0] != '\0'));
    check((number.kind == DOCUMENT_NUMBER_OK) == (number.number > 0));
    if (is_malformed) {
        check(!number.suggestion[0] || document_number_parse(mem, number.suggestion).kind != DOCUMENT_NUMBER_MALFORMED);
    } else {
        struct document_number again = document_number_parse(mem, number.text);
        check(again.kind == number.kind && again.number == number.number && again.year == number.year);
        check(strcmp(again.symbol, number.symbol) == 0 && text_ends(number.text, number.symbol));
        check(number.agency[0] && (number.type[0] || number.unit[0]) && !number.suggestion[0]);
    }
    arena_free(mem);
    return 0;
}
