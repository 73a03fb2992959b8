/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

void check_reports(struct loader *loader)
{
    (void)loader;
}
