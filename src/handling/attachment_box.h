/* src/handling/attachment_box.h
 * libmagic in a process of its own: what a file does to it ends no office.
 *
 * libmagic reads what strangers send, and crashes where memory ends. It is asked in a box: a process forked from this
 * one that has no file open but its socket, and forks a child for each file. The child has BOX_CPU_SECONDS and
 * BOX_SECONDS; whether it answers, crashes or hangs, the next file has a fresh one. A box that is gone is made anew at
 * the next file; it ends with the process it belongs to.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { BOX_TYPE_MAX = 128, BOX_LOOKED_AT = 1 << 20, BOX_CPU_SECONDS = 5, BOX_SECONDS = 10 };

enum box_answer {
    BOX_FOUND,
    BOX_EMPTY,      /* there are no bytes */
    BOX_UNREADABLE, /* the file cannot be read */
    BOX_NO_TABLES,  /* libmagic's tables cannot be read */
    BOX_FAILED,     /* libmagic came to no answer, or to a bad end */
};

/* Makes the box. A server does so before it has threads; else the first file does. */
void attachment_box_open(void);

/* The media type of what FILE (an open descriptor; its place is left alone) begins with: BOX_LOOKED_AT bytes, as much
 * as libmagic itself looks at. One file at a time. */
enum box_answer attachment_box_ask(int file, char type[BOX_TYPE_MAX]);
