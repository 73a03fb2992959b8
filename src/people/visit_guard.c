/* Is a request that writes our own? Three checks that do not rest on one another: where the browser says it comes from,
 * its origin, and a value only our own page knows (reliability, CSRF).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/text.h"
#include "people/service_internal.h"
#include "people/visit_texts.h"

/* "[::1]:8080" → "[::1]". */
static const char *host_name(struct arena *mem, const char *host)
{
    const char *colon = strrchr(host, ':');
    const char *bracket = strrchr(host, ']');
    return colon && (!bracket || colon > bracket) ? arena_strndup(mem, host, (size_t)(colon - host)) : host;
}

/* "https://office.example/" → "https://office.example". */
static const char *own_origin(const struct visit *visit)
{
    const char *url = visit->service->options.public_url;
    if (url) {
        const char *rest = strstr(url, "://");
        const char *slash = rest ? strchr(rest + 3, '/') : NULL;
        return slash ? arena_strndup(visit->mem, url, (size_t)(slash - url)) : url;
    }
    const char *host = request_header(visit->request, "host");
    return arena_printf(visit->mem, "http://%s", host ? host : "");
}

/* Without a public address we answer to the names of this machine only: another name that leads here is a trick (DNS
 * rebinding). */
bool visit_check_host(const struct visit *visit, struct err *err)
{
    if (visit->request->peer_uid >= 0)
        return true;
    const char *host = request_header(visit->request, "host");
    if (visit->service->options.public_url) {
        const char *own = strstr(own_origin(visit), "://") + 3;
        return text_equal(host, own) || err_set(err, ERR_INVALID, "host", NULL, SAY_WRONG_HOST);
    }
    const char *name = host ? host_name(visit->mem, host) : "";
    return text_equal(name, "localhost") || text_equal(name, "127.0.0.1") || text_equal(name, "[::1]") ||
           err_set(err, ERR_INVALID, "host", NULL, SAY_WRONG_HOST);
}

bool visit_check_origin(const struct visit *visit, struct err *err)
{
    const struct request *request = visit->request;
    if (visit->route->csrf != CSRF_FORM)
        return true;
    const char *site = request_header(request, "sec-fetch-site");
    const char *origin = request_header(request, "origin");
    if (site && !text_equal(site, "same-origin"))
        return err_set(err, ERR_FORBIDDEN, "origin", NULL, SAY_FOREIGN_FORM);
    if (!origin || !text_equal(origin, own_origin(visit)))
        return err_set(err, ERR_FORBIDDEN, "origin", NULL, SAY_FOREIGN_FORM);
    const char *key = visit_csrf_key(visit);
    const char *given = request_form(request, "_csrf");
    if (!key || !given || !csrf_is(key, "form", given))
        return err_set(err, ERR_FORBIDDEN, "csrf", NULL, SAY_OLD_FORM);
    return true;
}
