/* src/reports/draft_paper.h
 * A draft as an administrative document: letterhead, subject, period, sections, end mark, recipients and signature, and
 * an annex that tells of every figure its value, how it was counted, its parts and the day it was judged on.
 *
 * The number and the day of the date stay blank: only issuing gives them. Each figure carries its id and leads to
 * /SLUG/PERIOD/so/ID. The paper's numbers of headings are the draft's.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "documents/paper.h"
#include "reports/draft.h"

/* Lives in MEM. Write it with paper_docx, paper_html or paper_text. */
struct paper *report_draft_paper(struct arena *mem, const struct report_draft *draft);

/* "/bao-cao/2021-07/so/petitions_by_post" */
const char *report_figure_link(struct arena *mem, const struct report_draft *draft, const struct figure *figure);
