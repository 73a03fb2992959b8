/* tools/embed.c
 * Puts files into the program: embed OUT.c NAME ROOT FILE…
 *
 * Writes OUT.c with `const struct embedded_file NAME[]` (base/embedded.h), one line a FILE in the order given, and
 * `const size_t NAME_count`. FILE is a path below ROOT and becomes the path of the entry. Runs while building only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { PATH_MAX_BYTES = 4096, BYTES_A_LINE = 24 };

static int complain(const char *doing, const char *path)
{
    fprintf(stderr, "embed: cannot %s %s\n", doing, path);
    return EXIT_FAILURE;
}

/* A name as a C string: our paths are plain, what is not is refused. */
static bool is_plain(const char *path)
{
    for (const char *c = path; *c; c++)
        if (*c < ' ' || *c > '~' || *c == '"' || *c == '\\' || *c == '?')
            return false;
    return true;
}

static bool write_bytes(FILE *out, const char *root, const char *file, int index)
{
    char path[PATH_MAX_BYTES];
    if ((size_t)snprintf(path, sizeof path, "%s/%s", root, file) >= sizeof path)
        return false;
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    fprintf(out, "static const unsigned char file_%d[] = {", index);
    int c;
    for (size_t at = 0; (c = getc(in)) != EOF; at++)
        fprintf(out, "%s%d,", at % BYTES_A_LINE == 0 ? "\n" : "", c);
    fputs("\n0 };\n\n", out);
    bool whole = !ferror(in);
    fclose(in);
    return whole;
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fputs("usage: embed OUT.c NAME ROOT FILE...\n", stderr);
        return EXIT_FAILURE;
    }
    const char *target = arguments[1], *name = arguments[2], *root = arguments[3];
    FILE *out = fopen(target, "w");
    if (!out)
        return complain("write", target);
    fputs("/* made by tools/embed */\n#include \"base/embedded.h\"\n\n", out);
    for (int i = 4; i < count; i++)
        if (!is_plain(arguments[i]) || !write_bytes(out, root, arguments[i], i)) {
            fclose(out);
            remove(target);
            return complain("read", arguments[i]);
        }
    fprintf(out, "extern const struct embedded_file %s[];\nextern const size_t %s_count;\n\n", name, name);
    fprintf(out, "const struct embedded_file %s[] = {\n", name);
    for (int i = 4; i < count; i++)
        fprintf(out, "    { \"%s\", file_%d, sizeof file_%d - 1 },\n", arguments[i], i, i);
    fprintf(out, "    { 0, 0, 0 },\n};\n\nconst size_t %s_count = %d;\n", name, count - 4);
    return fclose(out) == 0 ? EXIT_SUCCESS : complain("write", target);
}
