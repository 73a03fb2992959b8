/* bench/measurements.h
 * The measurements, a file each. Each prints its rows of the table; the numbers B1 … B10 are those of the design.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "measure.h"

void measure_load(struct bench *bench);     /* the sample office, records a second */
void measure_create(struct bench *bench);   /* B2 without HTTP: records one by one, each on disk, many at once */
void measure_report(struct bench *bench);   /* B3, B4: the monthly report and its .docx */
void measure_search(struct bench *bench);   /* B5: words without marks, the newest 50 */
void measure_start(struct bench *bench);    /* B8: a whole process that lists a page */
void measure_deadline(struct bench *bench); /* B10: 30 working days with the account */
