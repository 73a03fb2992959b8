/* bench/measurements.h
 * The measurements, a file each. Each prints its rows of the table; the numbers B1 … B10 are those of the design.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "offices.h"

void measure_deadline(struct bench *bench); /* B10: 30 working days with the account */
void measure_start(struct bench *bench);    /* B8: from the start to the first answer */
void measure_pages(struct bench *bench); /* B1, B7: pages of four roles through HTTP; the memory afterwards; growth */
void measure_throughput(struct bench *bench); /* eight connections: pages a second, and how long the slowest wait */
void measure_search(struct bench *bench);     /* B5: words without marks, the newest 50 */
void measure_report(struct bench *bench);     /* B3, B4: the monthly report and its .docx */
void measure_create(struct bench *bench);     /* B2: records through the API, each on disk before its answer */
void measure_load(struct bench *bench);       /* the sample office, records a second */
void measure_csv(struct bench *bench);        /* B6: export and import of 100,000 rows */
