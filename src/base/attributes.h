/* src/base/attributes.h
 * The few compiler attributes of the house, and the size of an array.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define MUST_CHECK                       __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#define NORETURN                         __attribute__((noreturn))
#define UNUSED                           __attribute__((unused))
#define CLEANUP(function)                __attribute__((cleanup(function)))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
