// SPDX-License-Identifier: Apache-2.0
// Bad input over HTTP: each is answered with the right status and a page, or a problem document, that says in Vietnamese
// what is wrong, and nothing is changed by it.
//
// The tests share one server; those that end sessions, wait or stop it have their own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { database, emptyOffice, program, sampleOffice } from "./helper.mjs";
import { readDefinitions } from "./rights.mjs";
import { ask, csrfOf, serve } from "./serving.mjs";

const NEW = "/don-thu/moi";
const petition = (more = {}) => ({ received_on: "30/07/2021", source: "buu-dien", signers: "mot-nguoi", summary: "Đơn thử dữ liệu xấu", ...more });
const VIETNAMESE = /[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i;
const PASSWORD = "một câu dài rất dễ nhớ 2021";

let office, server, clerk, token, hooks = [];
before(async () => {
    const holder = { after: (hook) => hooks.push(hook) };
    office = sampleOffice(holder);
    token = office.json(["user", "token", "tiep-dan", "thử", "--json"]).token;
    server = await serve(holder, office);
    clerk = await server.signIn("tiep-dan");
});
after(async () => {
    for (const hook of hooks.reverse()) await hook();
});

const api = (method, path, { json, body, headers = {} } = {}) => {
    const sent = json === undefined ? body : JSON.stringify(json);
    return ask(server.port, method, `/api/v1${path}`, {
        headers: { Authorization: `Bearer ${token}`, ...(json === undefined ? {} : { "Content-Type": "application/json" }),
            ...(sent === undefined ? {} : { "Content-Length": Buffer.byteLength(sent) }), ...headers }, body: sent,
    });
};
const count = async () => JSON.parse((await api("GET", "/registers/petition/records?page_size=1&cancelled=any")).text).total;
const unchanged = async (act) => {
    const was = await count();
    const answer = await act();
    assert.equal(await count(), was, "nothing was added");
    return answer;
};
const form = async (visitor = clerk, path = NEW) => csrfOf((await visitor.get(path)).text);

function isPage(answer, status, what) {
    assert.equal(answer.status, status, `${what}: ${answer.text.slice(0, 300)}`);
    assert.match(answer.headers["content-type"], /^text\/html; charset=utf-8/i, what);
    assert.match(answer.text, VIETNAMESE, what);
    assert.match(answer.text, /<html lang="vi"/, what);
}

function isProblem(answer, status, what) {
    assert.equal(answer.status, status, `${what}: ${answer.text.slice(0, 300)}`);
    assert.match(answer.headers["content-type"], /^application\/problem\+json/, what);
    const problem = JSON.parse(answer.text);
    assert.equal(problem.status, status, what);
    assert.match(problem.detail, VIETNAMESE, what);
    assert.match(problem.code, /^[a-z-]+\.[a-z-]+$/, what);
}

const post = async (fields, { visitor = clerk, path = NEW, csrf, headers } = {}) =>
    visitor.post(path, fields, { csrf: csrf === undefined ? await form(visitor) : csrf, headers });

// A body exactly as given.
const raw = async (body, headers = {}, path = NEW) => clerk.ask("POST", path, {
    headers: { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body), Origin: server.url, "Sec-Fetch-Site": "same-origin", ...headers }, body,
});

test("values of a wrong type, length or choice are named in the form, which keeps what was typed", async () => {
    const cases = [
        { received_on: "32/13/2021" }, { received_on: "hôm nào" }, { source: "chim-bo-cau" }, { source: "" }, { persons: "nhiều" }, { persons: "-1" },
        { persons: "10001" }, { persons: "1e3" }, { summary: "" }, { summary: "đ".repeat(1001) }, { summary: "   " }, { _secrecy: "tuyệt" }, { _unit: "khong-co" },
        { district: "khong-co" }, { _urgency: "x" }, { written_on: "2021-02-30" },
    ];
    for (const wrong of cases) {
        const answer = await unchanged(() => post(petition({ address: "Ấp giữ lại", ...wrong })));
        isPage(answer, 422, JSON.stringify(wrong).slice(0, 80));
        assert.match(answer.text, /Ấp giữ lại/, "what was typed stays");
    }
});

test("unknown fields, fields given twice and another's fields are refused", async () => {
    isPage(await unchanged(() => post(petition({ khong_co: "x" }))), 422, "an unknown field");
    isPage(await unchanged(() => post(petition({ state: "decided" }))), 422, "the state");
    isPage(await unchanged(() => post(petition({ version: "1" }))), 422, "an engine column");
    isPage(await unchanged(() => post(petition({ outcome: "dung" }))), 422, "a field of a later step");
    isPage(await unchanged(() => post([...Object.entries(petition()), ["summary", "hai"]])), 422, "twice");
});

test("text that is no Unicode, has a NUL or is not NFC", async () => {
    const csrf = await form();
    const fields = `_csrf=${csrf}&received_on=30%2F07%2F2021&source=buu-dien&signers=mot-nguoi&summary=`;
    for (const bad of ["%ff%fe", "%c3", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80", "a%00b"]) {
        const answer = await unchanged(() => raw(fields + bad));
        assert.ok([400, 422].includes(answer.status), `${bad}: ${answer.status}`);
        assert.match(answer.text, VIETNAMESE, bad);
    }
    const composed = "Đơn chữ tổ hợp dựng sẵn", made = await raw(fields + encodeURIComponent(composed.normalize("NFD")));
    assert.equal(made.status, 303, made.text.slice(0, 300));
    const record = JSON.parse((await api("GET", `/records/${made.headers.location.match(/[0-9a-z]{13}/)[0]}`)).text);
    assert.equal(record.fields.summary, composed);
    for (const bad of [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), Buffer.from('{"fields":{"summary":"a\\u0000b","source":"buu-dien","signers":"mot-nguoi"}}')])
        isProblem(await unchanged(() => api("POST", "/registers/petition/records", { body: bad, headers: { "Content-Type": "application/json" } })), 422, "JSON");
});

test("what looks like HTML or a template is shown as it is", async () => {
    const evil = `"><script>alert(1)</script>{{page.csrf}}' onx='`;
    for (const answer of [await post(petition({ summary: evil, source: "?" })), await clerk.get(`/tim-kiem?q=${encodeURIComponent(evil)}`), await clerk.get(`/don-thu?q=${encodeURIComponent(evil)}`)]) {
        assert.ok(!answer.text.includes("<script>alert"), "escaped");
        assert.ok(answer.text.includes("{{page.csrf}}"), "not filled in");
    }
});

test("a form without our token, from elsewhere or by another browser's word is refused", async () => {
    const other = await server.signIn("chuyen-vien"), csrf = await form();
    const cases = [
        ["no token", { csrf: "" }], ["a foreign token", { csrf: csrfOf((await other.get("/viec-cua-toi")).text) }],
        ["a changed token", { csrf: csrf.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }], ["a short token", { csrf: "0" }],
        ["a foreign Origin", { csrf, headers: { Origin: "https://ke-xau.example" } }], ["Origin null", { csrf, headers: { Origin: "null" } }],
        ["another port", { csrf, headers: { Origin: "http://127.0.0.1:1" } }], ["cross-site", { csrf, headers: { "Sec-Fetch-Site": "cross-site" } }],
        ["same-site", { csrf, headers: { "Sec-Fetch-Site": "same-site" } }], ["none", { csrf, headers: { "Sec-Fetch-Site": "none" } }],
    ];
    for (const [what, options] of cases) isPage(await unchanged(() => post(petition(), options)), 403, what);
    const old = await post(petition({ address: "Ấp giữ lại" }), { csrf: "0".repeat(128) });
    assert.match(old.text, /Ấp giữ lại/, "an old form is offered again");
    assert.equal((await clerk.ask("GET", "/dang-xuat")).status, 405);
    assert.equal((await clerk.get("/viec-cua-toi")).status, 200);
});

test("the same form twice makes one record; the same key with another body is refused", async () => {
    const was = await count(), csrf = await form();
    const sent = petition({ _key: "khoa-thu-1", summary: "Gửi hai lần" });
    const first = await post(sent, { csrf }), second = await post(sent, { csrf });
    assert.equal(first.status, 303);
    assert.equal(second.headers.location, first.headers.location);
    isPage(await post({ ...sent, summary: "Nội dung khác" }, { csrf }), 422, "another body");
    assert.equal(await count(), was + 1);
    const many = await Promise.all(Array.from({ length: 4 }, () => post(petition({ _key: "khoa-thu-2", summary: "Cùng lúc" }), { csrf })));
    assert.equal(await count(), was + 2, `at the same time: ${many.map((one) => one.status)}`);
});

test("a stale version is a conflict that shows both values, and loses nothing", async () => {
    const made = await post(petition({ summary: "Bản một" })), path = made.headers.location, id = path.split("/").at(-1);
    const csrf = await form(clerk, `${path}/sua`);
    assert.equal((await post(petition({ summary: "Bản hai", _version: 1 }), { path: `${path}/sua`, csrf })).status, 303);
    const late = await post(petition({ summary: "Bản ba", _version: 1 }), { path: `${path}/sua`, csrf });
    isPage(late, 409, "stale");
    assert.match(late.text, /Bản hai/);
    assert.match(late.text, /Bản ba/);
    for (const version of ["", "0", "x", "-1", "99999999999999999999"])
        assert.ok([409, 422].includes((await post(petition({ summary: "Bản bốn", _version: version }), { path: `${path}/sua`, csrf })).status), version);
    isProblem(await api("PATCH", `/records/${id}`, { json: { version: 1, fields: { summary: "Bản năm" } } }), 409, "PATCH");
    assert.equal(JSON.parse((await api("GET", `/records/${id}`)).text).fields.summary, "Bản hai");
});

test("files: hostile names, wrong kinds, too much; what is kept is given back as an attachment", async () => {
    const path = (await post(petition({ summary: "Có tệp" }))).headers.location, csrf = await form(clerk, path), id = path.split("/").at(-1);
    const upload = (name, bytes) => {
        const head = `--rg\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${csrf}\r\n--rg\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
        const body = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from("\r\n--rg--\r\n")]);
        return raw(body, { "Content-Type": "multipart/form-data; boundary=rg" }, `${path}/tep`);
    };
    const pdf = "%PDF-1.4\n%%EOF\n";
    for (const [name, bytes] of [["a.exe", "MZ\x90\0"], ["a.pdf", "MZ\x90\0"], ["a.html", "<script>1</script>"], ["a.pdf", ""], ["a.svg", "<svg onload=1>"]])
        isPage(await upload(name, bytes), 422, `${name} ${bytes.slice(0, 8)}`);
    for (const name of ["../../etc/passwd.pdf", "..\\\\..\\\\x.pdf", "/tmp/x.pdf", "a\x01b.pdf", `${"d".repeat(400)}.pdf`, "con.pdf", "‮fdp.exe.pdf", "a;b=c.pdf", "Đơn của ông.pdf"]) {
        const answer = await upload(name, pdf);
        assert.ok([303, 422, 400].includes(answer.status), `${JSON.stringify(name)}: ${answer.status}`);
    }
    const { files } = JSON.parse((await api("GET", `/records/${id}/files`)).text);
    assert.ok(files.length >= 1);
    for (const file of files) {
        assert.ok(!/[/\\\x00-\x1f‮]/.test(file.name), file.name);
        const got = await clerk.ask("GET", `/tep/${file.id}`);
        assert.equal(got.status, 200);
        assert.match(got.headers["content-disposition"], /^attachment;/);
        assert.equal(got.headers["x-content-type-options"], "nosniff");
        assert.match(got.headers["content-security-policy"], /sandbox/);
        assert.equal(got.text, pdf);
    }
    assert.equal((await upload("to.pdf", Buffer.alloc(21 << 20, 0x25))).status, 413, "21 MB");
});

test("unknown pages and methods", async () => {
    for (const path of ["/khong-co", "/don-thu/0000000000000", "/don-thu/khong-phai-ma", "/don-thu/so/1999/1", "/tep/0000000000000", "/quan-tri/khong-co"])
        assert.equal((await clerk.get(path)).status, 404, path);
    isPage(await clerk.get("/khong-co"), 404, "page");
    isProblem(await api("GET", "/khong-co"), 404, "API");
    isProblem(await api("GET", "/records/khong-phai-ma"), 404, "API");
    for (const method of ["PUT", "DELETE", "PATCH"]) {
        const page = await clerk.ask(method, "/don-thu"), problem = await api(method, "/search");
        assert.equal(page.status, 405, method);
        assert.match(page.headers.allow, /GET/);
        isProblem(problem, 405, method);
        assert.match(problem.headers.allow, /GET/);
    }
    for (const method of ["TRACE", "FOO"]) assert.ok([400, 405, 501].includes((await clerk.ask(method, "/don-thu")).status), method);
    const head = await clerk.ask("HEAD", "/don-thu");
    assert.equal(head.status, 200);
    assert.equal(head.text, "");
});

test("a list that cannot be read says where", async () => {
    for (const [query, place] of [["khong_co=1", /khong_co/], ["received_on=hom-nao", /hom-nao/], ["sort=khong_co", /khong_co/], ["after=xyz", /xyz|after/], ["state=khong-co", /khong-co/], ["page_size=100000", /100000|page_size/]]) {
        const page = await clerk.get(`/don-thu?${query}`);
        isPage(page, 422, query);
        assert.match(page.text, place, query);
        isProblem(await api("GET", `/registers/petition/records?${query}`), 422, query);
    }
    isPage(await clerk.get(`/don-thu.csv?khong_co=1`), 422, "CSV");
    for (const query of ["q=%ff", "q=%00", `q=${"a".repeat(5000)}`, "%", "=&=&==", "q=%27%3B%20drop%20table%20record%3B--", "source=%2527"])
        assert.ok([200, 400, 414, 422].includes((await clerk.get(`/don-thu?${query}`)).status), query.slice(0, 30));
    isPage(await clerk.get("/viec-cua-toi?khong_co=1"), 422, "an unknown parameter");
    isPage(await clerk.get("/viec-cua-toi?after=xyz"), 422, "no id");
    assert.ok(await count() > 0);
});

test("bodies that are too large, cut short or of another kind", async () => {
    const answer = await unchanged(() => raw(`_csrf=x&summary=${"a".repeat(3 << 20)}`).catch((error) => ({ status: error.code })));
    assert.ok([413, "EPIPE", "ECONNRESET"].includes(answer.status), `${answer.status}`);
    assert.ok([400, 415, 422, 403].includes((await unchanged(() => raw("{}", { "Content-Type": "application/json" }))).status));
    isProblem(await api("POST", "/registers/petition/records", { body: "a=b", headers: { "Content-Type": "application/x-www-form-urlencoded" } }), 422, "a form to the API");
    for (const json of [{}, [], null, 7, { fields: 7 }, { fields: { summary: 7 } }, { fields: {}, them: 1 }])
        isProblem(await unchanged(() => api("POST", "/registers/petition/records", { json })), 422, JSON.stringify(json));
    isProblem(await api("POST", "/registers/petition/records", { body: "[".repeat(100_000), headers: { "Content-Type": "application/json" } }), 422, "deep");
    isProblem(await ask(server.port, "GET", "/api/v1/registers", {}), 401, "no token");
    isProblem(await ask(server.port, "GET", "/api/v1/registers", { headers: { Cookie: [...clerk.cookies].map((pair) => pair.join("=")).join("; ") } }), 401, "a cookie is no token");
    assert.equal((await ask(server.port, "GET", "/viec-cua-toi", { headers: { Cookie: `congvu=${token}` } })).status, 303, "a token is no session");
});

test("names of other hosts, and addresses of other places to go to", async () => {
    for (const host of ["ke-xau.example", "127.0.0.1.ke-xau.example", "localhost.ke-xau.example:80", "169.254.169.254"])
        assert.ok([400, 421].includes((await ask(server.port, "GET", "/dang-nhap", { headers: { Host: host } })).status), host);
    for (const next of ["//ke-xau.example", "https://ke-xau.example", "/\\ke-xau.example", "javascript:alert(1)", "/%0d%0aX: 1", "\\\\ke-xau.example", "/\t/ke-xau.example", "/\n/ke-xau.example"]) {
        const visitor = server.visitor(), page = await visitor.get(`/dang-nhap?next=${encodeURIComponent(next)}`);
        const answer = await visitor.post("/dang-nhap", { login: "bien-tap", password: demo("bien-tap"), next }, { csrf: csrfOf(page.text) });
        assert.equal(answer.status, 303, next);
        assert.match(answer.headers.location, /^\/(?![/\\\s])/, next);
        assert.equal(new URL(answer.headers.location, server.url).origin, server.url, next);
        assert.equal(answer.headers.x, undefined);
    }
});

const demo = (login) => demoPasswords().get(login);
let passwords;
const demoPasswords = () => (passwords ??= new Map(readDemo()));
const readDemo = () => readFileSync(join(office.folder, "demo-accounts"), "utf8").split("\n").map((line) => line.trim().split(/\s+/)).filter((one) => one.length > 1);

test("every kind of page carries its headers, and the session's cookie its attributes", async () => {
    const made = (await post(petition({ summary: "Có tiêu đề" }))).headers.location;
    const pages = ["/dang-nhap", "/viec-cua-toi", "/don-thu", NEW, made, `${made}/sua`, `${made}/giao`, "/khong-co", "/tim-kiem?q=don", "/tai-khoan", "/dieu-hanh", "/don-thu.csv", "/api/v1/health", "/api/v1/khong-co"];
    for (const path of pages) {
        const { headers } = await clerk.ask("GET", path);
        assert.equal(headers["x-content-type-options"], "nosniff", path);
        assert.equal(headers["cache-control"], "no-store", path);
        assert.equal(headers["referrer-policy"], "same-origin", path);
        assert.equal(headers["cross-origin-opener-policy"], "same-origin", path);
        assert.ok(headers["content-security-policy"], path);
        if (!path.endsWith(".csv")) assert.match(headers["content-security-policy"], /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/, path);
        assert.ok(!/unsafe/.test(headers["content-security-policy"]), path);
    }
    const visitor = server.visitor(), page = await visitor.get("/dang-nhap");
    const answer = await visitor.post("/dang-nhap", { login: "ke-toan", password: demo("ke-toan") }, { csrf: csrfOf(page.text) });
    const cookie = answer.headers["set-cookie"].find((line) => line.startsWith("congvu="));
    assert.match(cookie, /; HttpOnly/i);
    assert.match(cookie, /; SameSite=Lax/i);
    assert.match(cookie, /; Path=\//i);
    assert.ok(!/Domain=/i.test(cookie));
});

// Planted and seen red: 429 without its Retry-After.
test("a wrong password says as much as an unknown login, and makes one wait", async () => {
    const visitor = server.visitor();
    const refuse = async (login, password) => {
        const answer = await visitor.post("/dang-nhap", { login, password }, { csrf: csrfOf((await visitor.get("/dang-nhap")).text) });
        return { status: answer.status, after: answer.headers["retry-after"], text: answer.text.match(/(?:field-error"[^>]*|notice--warning")>([^<]*)/)?.[1] };
    };
    const unknown = await refuse("khong-co-ai", "mật khẩu nào đó"), wrong = await refuse("quan-tri", "mật khẩu nào đó");
    assert.deepEqual(wrong, unknown);
    assert.ok([401, 422].includes(wrong.status), `${wrong.status}`);
    let last;
    for (let i = 0; i < 4; i++) last = await refuse("quan-tri", "mật khẩu nào đó");
    assert.equal(last.status, 429);
    assert.match(last.text, /giây/);
    assert.equal(last.text.match(/sau (\d+) giây/)[1], last.after, "Retry-After says what the page says");
    assert.equal((await refuse("quan-tri", demo("quan-tri"))).status, 429, "the right one waits too");
    for (const login of ["", "a".repeat(65), "a\0b", "' or 1=1 --"]) assert.ok([400, 401, 422].includes((await refuse(login, "x")).status), login);
});

test("what was typed when the session ended is offered after signing in, and then saved", async () => {
    const visitor = await server.signIn("tiep-dan"), csrf = await form(visitor), was = await count();
    visitor.cookies.delete("congvu");
    const ended = await visitor.post(NEW, petition({ summary: "Soạn dở “lúc” hết phiên & còn nguyên" }), { csrf });
    isPage(ended, 401, "the session has ended");
    const hidden = Object.fromEntries([...ended.text.matchAll(/<(?:input|textarea)[^>]*name="(kept_path|kept_form|next)"[^>]*?(?:value="([^"]*)"[^>]*>|>([^<]*)<)/g)].map(([, name, a, b]) => [name, plain(a ?? b)]));
    assert.ok(hidden.kept_form, "the form is kept in the page");
    const back = await visitor.post("/dang-nhap", { ...hidden, login: "tiep-dan", password: demo("tiep-dan") }, { csrf: csrfOf(ended.text) });
    isPage(back, 200, "offered again");
    assert.equal(await count(), was, "not saved by itself");
    const fields = [...back.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, plain(value)]).filter(([name]) => name !== "_csrf");
    const saved = await visitor.post(NEW, fields, { csrf: csrfOf(back.text) });
    assert.equal(saved.status, 303, saved.text.slice(0, 500));
    assert.match((await visitor.get(saved.headers.location)).text, /Soạn dở “lúc” hết phiên &amp; còn nguyên/);
});
const plain = (html) => html.replaceAll("&quot;", "\"").replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// Planted and seen red: the session keeps its token.
test("a one-time password is changed first; a new password and a lock end the other sessions", async (t) => {
    const own = emptyOffice(t);
    const { password } = own.json(["user", "add", "lan.nt", "name=Lan", "unit=nc", "roles=specialist", "--json"]);
    const admin = own.json(["user", "password", "quan-tri", "--json"]).password;
    const home = await serve(t, own);
    const change = async (visitor, now, next, again = next) => visitor.post("/tai-khoan/mat-khau", { password: now, password_new: next, password_again: again }, { csrf: csrfOf((await visitor.get("/tai-khoan/mat-khau")).text) });
    const lan = await home.signIn("lan.nt", password), elsewhere = await home.signIn("lan.nt", password);
    assert.equal((await lan.ask("GET", "/viec-cua-toi")).headers.location, "/tai-khoan/mat-khau");
    for (const [next, again] of [["ngắn", "ngắn"], ["123456789012", "123456789012"], [PASSWORD, "khác"], [password, password]])
        isPage(await change(lan, password, next, again), 422, next);
    assert.ok([401, 403, 422].includes((await change(lan, "sai", PASSWORD)).status));
    await new Promise((resolve) => setTimeout(resolve, 2000)); // a wrong one makes wait
    const copied = new Map(lan.cookies), thief = home.visitor();
    assert.equal((await change(lan, password, PASSWORD)).status, 303);
    assert.notEqual(lan.cookies.get("congvu"), copied.get("congvu"), "the session has a new token");
    thief.cookies = copied;
    assert.equal((await thief.ask("GET", "/viec-cua-toi")).status, 303, "a copied cookie is worth nothing");
    assert.equal((await lan.ask("GET", "/viec-cua-toi")).status, 200);
    assert.equal((await elsewhere.ask("GET", "/viec-cua-toi")).status, 303, "the other session has ended");
    const boss = await home.signIn("quan-tri", admin);
    assert.equal((await change(boss, admin, `${PASSWORD} của tôi`)).status, 303);
    const lock = await boss.get("/quan-tri/nguoi-dung/lan.nt/khoa");
    assert.equal((await boss.submit(lock, "/quan-tri/nguoi-dung/lan.nt/khoa", {})).status, 200);
    assert.equal((await lan.ask("GET", "/viec-cua-toi")).status, 303, "a locked account has no session");
});

// Planted and seen red: no such header.
test("behind https browsers are told to stay there", async (t) => {
    const own = emptyOffice(t), home = await serve(t, own, { args: ["--public-url", "https://vanphong.example.vn"] });
    const behind = { headers: { Host: "vanphong.example.vn" } };
    for (const path of ["/dang-nhap", "/api/v1/health", "/khong-co"])
        assert.match((await ask(home.port, "GET", path, behind)).headers["strict-transport-security"] ?? "", /^max-age=31536000$/, path);
    assert.equal((await ask(server.port, "GET", "/dang-nhap")).headers["strict-transport-security"], undefined, "never over plain http");
});

// A unit, a person, a record and a procedure are chosen by what one types, or in a select of few: their own codes, ids
// and logins are never what somebody has to know.
function bareBoxes(html, fields) {
    const chosen = new Set(fields.filter(({ type, target }) => ["link", "user", "unit"].includes(type) || (type === "procedure" && target)).map(({ name }) => name));
    const boxes = [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => ({ name: tag.match(/\bname="([^"]*)"/)?.[1] ?? "", tag }));
    const wanted = boxes.filter(({ name }) => chosen.has(name.replace(/^pick\./, "")) || /^_?unit$|^pick\.|^(by|holder|record|to|lead|support|inform)(-\d+)?$/.test(name));
    return { seen: wanted.length, bare: wanted.filter(({ tag }) => !/type="hidden"/.test(tag) && !/data-pick="\/[^"]+"/.test(tag)).map(({ name }) => name) };
}

// Seen red: the box of the history that took a login.
test("no form asks for the id of a unit, a person, a record or a procedure", async () => {
    const visitors = [];
    for (const login of ["quan-tri", "van-thu", "tiep-dan", "mot-cua", "tong-dai", "lanh-dao", "tong-hop"]) visitors.push(await server.signIn(login));
    let pages = 0, seen = 0;
    const look = async (path, fields) => {
        for (const visitor of visitors) {
            const page = await visitor.get(path);
            if (page.status !== 200) continue;
            const found = bareBoxes(page.text, fields);
            assert.deepEqual(found.bare, [], path);
            pages++;
            seen += found.seen;
            return page.text;
        }
        return "";
    };
    for (const register of readDefinitions().registers.values()) {
        const fields = register.fields.map((field) => ({ ...field, target: field.register ?? (field.name === "procedure" ? "procedure" : undefined) }));
        const list = await look(`/${register.slug}?cancelled=no`, fields);
        await look(`/${register.slug}/moi`, fields);
        const records = new Set([...list.matchAll(new RegExp(`href="(/${register.slug}/[0-9a-hjkmnp-tv-z]{13})"`, "g"))].map(([, href]) => href));
        for (const record of [...records].slice(0, 2)) {
            for (const form of ["/sua", "/giao", "/lien-ket"]) await look(record + form, fields);
            for (const step of register.steps ?? []) await look(`${record}/buoc/${step.name}`, fields);
        }
    }
    for (const path of ["/quan-tri/nguoi-dung", "/quan-tri/nguoi-dung/moi", "/quan-tri/nguoi-dung/van-thu", "/quan-tri/don-vi", "/nhat-ky"])
        assert.ok(await look(path, []), path);
    console.log(`# ${pages} pages, ${seen} boxes that choose`);
    assert.ok(pages > 100 && seen > 100, `${pages} pages, ${seen} boxes`);
});

test("one office has one server; it ends when the request under way is answered", async (t) => {
    const own = emptyOffice(t), home = await serve(t, own);
    if (database === "sqlite") {
        const { CONGVU_DATA, CONGVU_DB, ...inherited } = process.env;
        const second = spawn(program, ["serve", "--listen", "127.0.0.1:0", ...own.place], { env: { ...inherited, CONGVU_NOW: "2021-08-02T08:00" } });
        let said = "";
        second.stderr.on("data", (text) => (said += text));
        const status = await new Promise((resolve) => second.once("close", resolve));
        assert.ok(status > 0, "the second is refused");
        assert.match(said, VIETNAMESE);
    }
    const slow = connect(home.port, "127.0.0.1"), body = "login=a&password=b";
    let answer = "";
    slow.on("data", (text) => (answer += text)).on("error", () => {});
    const closed = new Promise((resolve) => slow.once("close", resolve));
    slow.write(`POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1:${home.port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = home.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    slow.write(body.slice(5));
    await closed;
    assert.equal(await stopped, 0, home.log);
    assert.match(answer, /^HTTP\/1\.1 (403|503) /, "it was answered");
});
