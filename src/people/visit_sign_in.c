/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/types.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/text.h"
#include "people/service_internal.h"
#include "people/visit_texts.h"

#define COOKIE_SECURE "__Host-congvu"
#define COOKIE_PLAIN  "congvu"
/* carries the CSRF key of the sign-in form, before there is a session */
#define COOKIE_BEFORE_SECURE "__Host-congvu-before"
#define COOKIE_BEFORE_PLAIN  "congvu-before"
/* whom the local administrator acts as: the command line's --as, over the socket */
#define HEADER_AS "congvu-as"

enum { TOKEN_BYTES = 32 };

bool visit_is_secure(const struct visit *visit)
{
    const char *url = visit->service->options.public_url;
    return url && text_starts(url, "https://");
}

const char *visit_cookie_name(const struct visit *visit)
{
    return visit_is_secure(visit) ? COOKIE_SECURE : COOKIE_PLAIN;
}

static bool is_for_programs(const struct visit *visit)
{
    return visit->route ? visit->route->kind == ROUTE_API : text_starts(visit->request->path, "/api/");
}

static const char *token_of(const struct visit *visit)
{
    if (!is_for_programs(visit))
        return request_cookie(visit->request, visit_cookie_name(visit));
    static const char scheme[] = "Bearer ";
    const char *header = request_header(visit->request, "authorization");
    return header && text_starts(header, scheme) ? header + sizeof scheme - 1 : NULL;
}

/* Who is at the other end of the unix socket: the office's own system user and root are the local administrator, or
 * whom they act as. */
static bool find_local(struct visit *visit, struct err *err)
{
    if (visit->request->peer_uid != (int64_t)geteuid() && visit->request->peer_uid != 0)
        return true;
    const char *as = request_header(visit->request, HEADER_AS);
    visit->scope = scope_local_administrator(visit->mem, visit->definitions);
    if (!as || text_equal(as, visit->scope.user))
        return true;
    struct db *db = visit_db(visit, err);
    struct account *account = db ? account_find(db, visit->mem, as, err) : NULL;
    if (!account)
        return false;
    visit->account = account;
    visit->scope = scope_account(visit->mem, visit->definitions, account);
    return true;
}

bool visit_find_account(struct visit *visit, struct err *err)
{
    if (visit->request->peer_uid >= 0)
        return find_local(visit, err);
    const char *token = token_of(visit);
    bool found = false;
    if (!token || strlen(token) != TOKEN_SIZE - 1)
        return true;
    struct db *db = visit_db(visit, err);
    if (!db || !session_find(db, visit->mem, visit->definitions, token, &visit->session, &visit->account, &found, err))
        return false;
    /* a session is for pages, a token for programs: neither stands in for the other */
    if (!found || visit->session.is_token != is_for_programs(visit)) {
        visit->account = NULL;
        return true;
    }
    visit->token = token;
    visit->scope = scope_account(visit->mem, visit->definitions, visit->account);
    session_touch(visit->store, &visit->session);
    return true;
}

static const char *before_cookie(const struct visit *visit)
{
    return visit_is_secure(visit) ? COOKIE_BEFORE_SECURE : COOKIE_BEFORE_PLAIN;
}

/* The key of this visit's forms: the session's token, or that of a cookie made for the sign-in form. */
const char *visit_csrf_key(const struct visit *visit)
{
    if (visit->token)
        return visit->token;
    const char *before = request_cookie(visit->request, before_cookie(visit));
    return before && strlen(before) == 2 * TOKEN_BYTES ? before : NULL;
}

const char *visit_csrf(struct visit *visit)
{
    const char *key = visit_csrf_key(visit);
    char out[CSRF_SIZE];
    if (!key) {
        uint8_t bytes[TOKEN_BYTES];
        char made[HASH_HEX_SIZE];
        random_bytes(bytes, sizeof bytes);
        hash_hex(bytes, made);
        key = arena_strdup(visit->mem, made);
        response_cookie(visit->response, before_cookie(visit), key, 0, visit_is_secure(visit));
    }
    csrf_token(key, "form", out);
    return arena_strdup(visit->mem, out);
}
