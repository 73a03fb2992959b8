/* SPDX-License-Identifier: Apache-2.0 */
/* What a definition may ask for and the program does not do yet: a warning, in office/ too, one line for each kind of
 * thing and the place where it is first asked for. Whoever makes the program do it takes the row away here. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/setting_names.h"
#include "definitions/texts.h"

static void warn(struct loader *loader, struct place place, const char *format, ...) PRINTF_LIKE(3, 4);

static void warn(struct loader *loader, struct place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    faults_add(loader->mem, loader->faults, place, true, "%s", arena_vprintf(loader->mem, format, args));
    va_end(args);
}

static void check_register(struct loader *loader, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->steps.count; i++)
        if (reg->steps.items[i].was)
            warn(loader, place_of(loader, reg->steps.items[i].was, reg->steps.items[i].place), TEXT_UNDONE_STEP_WAS,
                 reg->steps.items[i].was);
}

static void check_figure(struct loader *loader, const struct figure_definition *figure)
{
    if (text_equal(figure->from, "issued"))
        warn(loader, place_of(loader, figure->from, figure->place), TEXT_UNDONE_ISSUED);
    if (figure->kind == FIGURE_EXTERNAL)
        warn(loader, figure->place, TEXT_UNDONE_EXTERNAL, figure->name ? figure->name : "");
}

/* A misspelt setting would be silent otherwise. */
static void check_setting(struct loader *loader, const struct setting *setting)
{
    const char **names = ARENA_ARRAY(loader->mem, const char *, setting_name_count);
    for (size_t i = 0; i < setting_name_count; i++) {
        names[i] = setting_names[i].name;
        if (!setting->name || text_equal(setting->name, names[i]))
            return;
    }
    struct place place = place_of(loader, setting->name, (struct place){ 0 });
    const char *nearest = nearest_word(setting->name, names, setting_name_count);
    if (nearest)
        warn(loader, place, TEXT_UNDONE_NEAREST, setting->name, nearest);
    else
        warn(loader, place, TEXT_UNDONE_SETTING, setting->name);
}

void check_undone(struct loader *loader)
{
    const struct definitions *set = loader->set;
    for (size_t i = 0; i < set->registers.count; i++) {
        check_register(loader, &set->registers.items[i]);
        for (size_t j = 0; j < set->registers.items[i].figures.count; j++)
            check_figure(loader, &set->registers.items[i].figures.items[j]);
    }
    for (size_t i = 0; i < set->settings.count; i++)
        check_setting(loader, &set->settings.items[i]);
    for (size_t i = 0; i < set->reports.count; i++)
        for (size_t j = 0; j < set->reports.items[i]->figures.count; j++)
            check_figure(loader, &set->reports.items[i]->figures.items[j]);
}
