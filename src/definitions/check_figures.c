/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

void check_figures(struct loader *loader)
{
    (void)loader;
}
