// SPDX-License-Identifier: Apache-2.0
// Who may do what, over HTTP: every role × route × state × ownership. What is expected comes from rights.mjs, which
// reads the definition files only. Each cell is one comparison of an answer with what it should be.
//
// A write is sent with a valid CSRF value, but a version that is long gone or without what it needs: where it is allowed
// the answer is 409 or 422, where it is not 403, on a record that is hidden 404, and nothing is changed in any case,
// which the end of the test proves. Every record that is walked carries words of its own in its title, its personal
// fields, a comment and a file; no answer of the whole walk may show a word of a record its reader does not see.
//
// Planted defects that were seen red: a page of a record that does not ask may() (links), the list's scope left out for one
// register (task: lists, counts, searches, JSON, figures), the history of a record unmasked.
import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { database, rowsOf, run, sampleOffice } from "./helper.mjs";
import { readDefinitions, rightsOf } from "./rights.mjs";
import { csrfOf, demoAccounts, serve } from "./serving.mjs";

const WORKERS = 8;
const SHOWN_MISMATCHES = Number(process.env.CONGVU_TEST_MISMATCHES ?? 40);
// Each account walks every 8th record, another part each (every 24th on PostgreSQL, which answers a tenth as often on two
// cores), and searches for as few; CONGVU_TEST_EACH=1 walks all, 320.000 cells. Lists, counts, exports and figures are
// asked whole on both.
const EACH = Number(process.env.CONGVU_TEST_EACH ?? (database === "postgres" ? 24 : 8));
const CELLS_MIN = 10_000;
const ANSWER_MS = 60_000;
const STALE = 999999;
const COMMON = "kiemquyenchung"; // in the title of every record that is walked
const OUTSIDE = "syt"; // a unit that no account belongs to
const OWN = "nc"; // the unit of the specialist, the head and the inspector

const definitions = readDefinitions();

// --- the database, for facts the program should not be asked ---------------------------------------------------------

const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
function idOf(decimal) {
    let text = "";
    for (let value = BigInt(decimal), i = 0; i < 13; i++, value >>= 5n) text = DIGITS[Number(value & 31n)] + text;
    return text;
}

const readRecords = (office) => rowsOf(office, "select cast(id as text) as id, register, number, number_key, state, unit, issuer, secrecy, " +
    "cancelled, version from record order by id").map((row) => ({ ...row, id: idOf(row.id), whoms: [], open: [], held: [] }));

// Who was given which record: those of the sample, and those of the test.
function readGiven(office, records) {
    for (const row of rowsOf(office, "select cast(record as text) as record, to_whom, role, finished_at from assignment")) {
        const record = records.get(idOf(row.record));
        record.whoms.push(row.to_whom);
        if (Number(row.finished_at) === 0) record.open.push(row.to_whom);
        if (Number(row.finished_at) === 0) record.held.push({ whom: row.to_whom, role: row.role });
    }
}

// Whom the records name for steps with `by:`, as assignments write them.
function readNamed(office, records) {
    for (const [name, register] of definitions.registers) {
        const fields = new Set((register.steps ?? []).map((step) => step.by).filter(Boolean));
        for (const field of fields) {
            const unit = register.fields.find((one) => one.name === field).type === "unit";
            for (const row of rowsOf(office, `select cast(id as text) as id, ${field} as named from ${name} where ${field} <> ''`)) {
                const record = records.get(idOf(row.id));
                (record.named ??= {})[field] = unit ? `unit:${row.named}` : row.named;
            }
        }
    }
}

// What every write would leave a trace in; reading a record one was given is noted in `assignment.read_at`, no change.
const fingerprint = (office) => JSON.stringify(rowsOf(office, "select (select sum(version) from record) as versions, (select count(*) from record) " +
    "as records, (select count(*) from history) as history, (select count(*) from history_value) as history_values, (select count(*) from " +
    "assignment) as given, (select count(*) from assignment where finished_at > 0) as finished, (select count(*) from attachment) as files, " +
    "(select count(*) from attachment where withdrawn = 1) as withdrawn, (select count(*) from record_link) as links, (select count(*) from " +
    "account) as accounts, (select count(*) from number) as numbers"));

// --- the records of the walk -------------------------------------------------------------------------------------------

const markers = (n) => ({ title: `tieude${n}x`, search: `timkiem${n}y`, personal: `bimat${n}p`, comment: `nhanxet${n}z`, file: `tep${n}w` });
const MARKER = /(tieude|bimat|nhanxet|tep)(\d+)[xpzw]/g;
const stripMarks = { marked: (n) => `Quyền số ${n} riêng`, unmarked: (n) => `quyen so ${n} rieng` };

// Kinds of ownership; the first of each state stays as the sample has it.
const kinds = [
    { name: "given", set: ["secrecy=tuyet-mat", `unit=${OUTSIDE}`], give: true },
    { name: "own", set: [`unit=${OWN}`, "secrecy=thuong"] },
    { name: "secret-own", set: [`unit=${OWN}`, "secrecy=mat"] },
    { name: "cancelled", set: [`unit=${OWN}`], cancel: true },
    { name: "top", set: ["secrecy=tuyet-mat", `unit=${OUTSIDE}`] },
    { name: "elsewhere", set: [`unit=${OUTSIDE}`, "secrecy=thuong"] },
    { name: "given-plain", set: [`unit=${OUTSIDE}`], give: true },
];

// The records to walk: of each state one as it is and one of the own unit, and of each register one of every kind.
function choose(records) {
    const chosen = [], used = new Set();
    const take = (record, kind) => {
        if (!record) return;
        used.add(record);
        chosen.push(Object.assign(record, { n: chosen.length + 1, kind: kind?.name ?? "natural", plan: kind }));
    };
    for (const name of definitions.registers.keys()) {
        const ours = records.filter((record) => record.register === name && !record.cancelled);
        const free = (state) => ours.find((record) => !used.has(record) && (!state || record.state === state));
        const states = [...new Set(ours.map((record) => record.state))];
        for (const state of states) take(free(state));
        // of a secret document a general book has a line and no texts to look for (secret_line_test.c)
        const keepsLine = (definitions.registers.get(name).secret_keeps ?? []).length > 0;
        const whole = (kind) => !keepsLine || !kind.set?.some((value) => /^secrecy=(?!thuong)/.test(value));
        states.forEach((state, i) => take(free(state), kinds[i % 2 && !keepsLine ? 0 : 1]));
        for (const kind of kinds.filter(whole)) take(free(states[kinds.indexOf(kind) % states.length]) ?? free(), kind);
    }
    return chosen;
}

const personalFields = (register) => (definitions.registers.get(register).fields ?? [])
    .filter((field) => field.personal && !field.shown_if && ["text", "long-text", "person", "address"].includes(field.type)).map((field) => field.name);

// The field that takes a record's marks: its title, or where that is a choice the first that the register is searched by.
function markedField(register) {
    const fieldOf = (name) => register.fields.find((field) => field.name === name);
    return ["text", "long-text"].includes(fieldOf(register.title)?.type ?? "text") ? { name: register.title } : fieldOf(register.search[0]);
}

// How many records a printed list has: by their marks, or by its rows where those are in no column.
const printed = (page, register) => markedField(register).name === register.title
    ? new Set([...page.matchAll(/tieude(\d+)x/g)].map(([, n]) => n)).size
    : [...page.matchAll(/<tr role="row" data-row/g)].length;

function prepare(office, record) {
    const register = definitions.registers.get(record.register);
    const mark = markers(record.n);
    const title = `${mark.title} ${mark.search} ${COMMON} ${stripMarks.marked(record.n)}`;
    const personal = personalFields(record.register).map((field) => `${field}=Ông ${mark.personal}`);
    const marked = markedField(register);
    office.run(["set", record.id, ...(marked.shown_if ? [marked.shown_if] : []), `${marked.name}=${title}`, ...personal, ...(record.plan?.set ?? [])]);
    if (record.plan?.cancel) office.run(["step", record.id, "cancel", "reason=thử quyền"]);
}

// --- what is expected ---------------------------------------------------------------------------------------------------

const OK = "ok", HIDDEN = 404, FORBIDDEN = 403;

// "ok" where it may be done, otherwise the status of the refusal.
function pageAnswer(rights, act, record, step) {
    if (!rights.somewhere(act === "step" || act === "cancel" ? "read" : act, record.register)) return FORBIDDEN;
    return recordAnswer(rights, act, record, step);
}

function recordAnswer(rights, act, record, step) {
    if (!rights.sees(record)) return HIDDEN;
    return rights.may(act, record, step) ? OK : FORBIDDEN;
}

// Changes of what was cancelled are refused to everybody.
const unlessCancelled = (answer, record) => (answer === OK && record.cancelled ? FORBIDDEN : answer);

const steps = (record) => [...(definitions.registers.get(record.register).steps ?? []).map((step) => step.name), "cancel"];
const stepAct = (step) => (step === "cancel" ? "cancel" : "step");
const slug = (register) => `/${definitions.registers.get(register).slug}`;
const takesNow = (record, step) => {
    const from = definitions.registers.get(record.register).steps?.find((one) => one.name === step)?.from;
    return !record.cancelled && (step === "cancel" || !from?.length || from.includes(record.state));
};

// --- asking -------------------------------------------------------------------------------------------------------------

class Walk {
    constructor(server, office, probes) {
        Object.assign(this, { server, office, probes, cells: 0, mismatches: [], walked: new Set(), agent: new Agent({ keepAlive: true, maxSockets: WORKERS }) });
        this.byNumber = new Map(probes.map((record) => [record.n, record]));
    }

    ask(method, path, { headers = {}, body } = {}) {
        return new Promise((resolve, reject) => {
            const asked = request({ host: "127.0.0.1", port: this.server.port, method, path, agent: this.agent,
                headers: { Host: `127.0.0.1:${this.server.port}`, ...headers, ...(body !== undefined ? { "Content-Length": Buffer.byteLength(body) } : {}) } }, (answer) => {
                const chunks = [];
                answer.on("data", (chunk) => chunks.push(chunk));
                answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString("utf8") }));
                answer.on("error", reject);
            });
            asked.on("error", reject);
            asked.setTimeout(ANSWER_MS, () => asked.destroy(new Error(`no answer to ${method} ${path} within ${ANSWER_MS} ms`)));
            asked.end(body);
        });
    }

    differ(who, what, where, expected, got) {
        this.mismatches.push(`${who.login.padEnd(13)} ${what} ${where}: expected ${expected}, got ${got}`);
    }

    // One cell: what came is what should have come.
    cell(who, what, where, expected, got) {
        this.cells++;
        if (JSON.stringify(expected) !== JSON.stringify(got)) this.differ(who, what, where, JSON.stringify(expected), JSON.stringify(got));
    }

    // No word of what WHO does not see; ECHOED is what was asked and may stand there again.
    clean(who, what, text, echoed = "") {
        this.cells++;
        for (const [word, kind, n] of text.replaceAll(echoed || "\0", "").matchAll(MARKER)) {
            const record = this.byNumber.get(Number(n));
            const seen = record && ((kind === "bimat" ? who.rights?.readsPersonal(record) : who.rights?.may("read", record)) ?? false);
            if (!seen) return this.differ(who, what, describe(record), `nothing of ${word}`, "it stands in the answer");
        }
    }

    async page(who, method, path, fields, options = {}) {
        const headers = { ...(who.cookie ? { Cookie: who.cookie } : {}), ...options.headers };
        let body;
        if (method === "POST") {
            Object.assign(headers, { Origin: this.server.url, "Sec-Fetch-Site": "same-origin" });
            const pairs = { _csrf: who.csrf, ...fields };
            if (options.multipart) {
                headers["Content-Type"] = "multipart/form-data; boundary=----ranh-gioi";
                body = Object.entries(pairs).map(([name, value]) => `------ranh-gioi\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("") + "------ranh-gioi--\r\n";
            } else {
                headers["Content-Type"] = "application/x-www-form-urlencoded";
                body = new URLSearchParams(pairs).toString();
            }
        }
        const answer = await this.ask(method, path, { headers, body });
        this.clean(who, `${method} ${path}`, answer.text, options.echoed);
        return answer;
    }

    async api(who, method, path, json, options = {}) {
        const headers = who.token ? { Authorization: `Bearer ${who.token}` } : {};
        let body = options.body;
        if (json !== undefined) {
            headers["Content-Type"] = "application/json";
            body = JSON.stringify(json);
        }
        const answer = await this.ask(method, `/api/v1${path}`, { headers: { ...headers, ...options.headers }, body });
        this.clean(who, `${method} ${path}`, answer.text, options.echoed);
        return answer;
    }

    // The status of ANSWER against EXPECTED, where "ok" is any of ALLOWED.
    status(who, what, record, expected, answer, allowed) {
        this.walked.add(what);
        this.cells++;
        const good = expected === OK ? allowed.includes(answer.status) : answer.status === expected;
        if (!good) this.differ(who, what, describe(record), expected === OK ? allowed.join("/") : expected, `${answer.status} ${brief(answer.text)}`);
    }
}

const describe = (record) => record ? `${record.register} ${record.id} [${record.kind}, ${record.state}, ${record.unit}, ${record.secrecy}${record.cancelled ? ", cancelled" : ""}]` : "";
const brief = (text) => (text.match(/"(?:detail|code)":"([^"]*)"/)?.[1] ?? text.match(/<h1[^>]*>\s*([^<]*)/)?.[1] ?? "").slice(0, 100);

const idsOf = (text) => [...text.matchAll(/"id":\s*"([0-9a-z]{13})"/g)].map(([, id]) => id);

// --- one record, one role -----------------------------------------------------------------------------------------------

async function walkPages(walk, who, record) {
    const { rights } = who;
    const base = `${slug(record.register)}/${record.id}`;
    const get = async (what, path, expected, allowed = [200]) => walk.status(who, `GET ${what}`, record, expected, await walk.page(who, "GET", path), allowed);
    const post = async (what, path, expected, fields, options) =>
        walk.status(who, `POST ${what}`, record, expected, await walk.page(who, "POST", path, fields, options), [409, 422]);
    const answer = (act, step) => pageAnswer(rights, act, record, step);
    const version = { _version: STALE };

    const page = await walk.page(who, "GET", base);
    walk.status(who, "GET /{register}/{id}", record, answer("read"), page, [200]);
    if (page.status === 200) pageShows(walk, who, record, page.text);
    await get("/{register}/{id}/thoi-han", `${base}/thoi-han`, answer("read"));
    for (const [what, act] of [["sua", "change"], ["lien-ket", "change"], ["giao", "assign"]]) {
        await get(`/{register}/{id}/${what}`, `${base}/${what}`, unlessCancelled(answer(act), record));
        await post(`/{register}/{id}/${what}`, `${base}/${what}`, unlessCancelled(answer(act), record), version);
    }
    for (const step of steps(record)) {
        const expected = answer(stepAct(step), step);
        await get("/{register}/{id}/buoc/{step}", `${base}/buoc/${step}`, expected, [takesNow(record, step) ? 200 : 409]);
        await post("/{register}/{id}/buoc/{step}", `${base}/buoc/${step}`, expected, { ...version, _reason: "thử" });
    }
    await post("/{register}/{id}/nhan-xet", `${base}/nhan-xet`, answer("comment"), { words: "" });
    await post("/{register}/{id}/tep", `${base}/tep`, answer("attach"), {}, { multipart: true });
    if (record.assignment && !(rights.sees(record) && (rights.given(record) || who.login === "lanh-dao"))) {
        const refused = rights.sees(record) ? FORBIDDEN : pageAnswer(rights, "read", record);
        for (const act of ["xong", "thu-hoi", "chuyen-tra", "tra-lai"])
            await post(`/{register}/{id}/giao/{assignment}/${act}`, `${base}/giao/${record.assignment}/${act}`, refused, { words: "thử" });
    }
    if (record.number && record.number_key.includes("|")) {
        const [series, number] = record.number_key.split("|");
        const there = await walk.page(who, "GET", encodeURI(`${slug(record.register)}/so/${series}/${Number(number)}`));
        walk.status(who, "GET /{register}/so/{a}/{b}", record, answer("read"), there, [303]);
        if (!rights.sees(record)) walk.cell(who, "GET /{register}/so/{a}/{b}", describe(record), false, (there.headers.location ?? "").includes(record.id));
    }
    if (record.file) {
        const seen = recordAnswer(rights, "read", record), withdraws = recordAnswer(rights, "withdraw-file", record);
        await get("/tep/{id}", `/tep/${record.file}`, seen);
        await get("/tep/{id}/rut", `/tep/${record.file}/rut`, withdraws);
        await post("/tep/{id}/rut", `/tep/${record.file}/rut`, withdraws, { reason: "" });
    }
}

// What a page offers is what may be done: no button leads to a refusal, and nothing allowed is missing.
function pageShows(walk, who, record, text) {
    const base = `${slug(record.register)}/${record.id}`;
    const offered = new Set([...text.matchAll(/(?:href|action|formaction)="([^"?#]*)/g)].map(([, href]) => href));
    for (const step of steps(record)) {
        const allowed = who.rights.may(stepAct(step), record, step) && takesNow(record, step);
        const conditional = definitions.registers.get(record.register).steps?.find((one) => one.name === step)?.only_if;
        const is = offered.has(`${base}/buoc/${step}`);
        if (!allowed || !conditional) walk.cell(who, `page offers ${step}`, describe(record), allowed, is);
    }
    for (const [path, act] of [["sua", "change"], ["giao", "assign"], ["tep", "attach"]])
        walk.cell(who, `page offers ${path}`, describe(record), who.rights.may(act, record) && !record.cancelled, offered.has(`${base}/${path}`));
    const mark = markers(record.n);
    walk.cell(who, "page shows the title", describe(record), true, text.includes(mark.title));
    if (personalFields(record.register).length)
        walk.cell(who, "page shows personal fields", describe(record), who.rights.readsPersonal(record), text.includes(mark.personal));
}

async function walkApi(walk, who, record) {
    const { rights } = who;
    const expect = async (method, what, path, expected, allowed, json, options) => {
        const answer = await walk.api(who, method, path, json, options);
        walk.status(who, `${method} /api/v1${what}`, record, expected, answer, allowed);
        return answer;
    };
    const title = markedField(definitions.registers.get(record.register)).name;
    const answer = (act, step) => recordAnswer(rights, act, record, step);
    const base = `/records/${record.id}`, refused = [409, 422, ...(record.cancelled ? [403] : [])];

    const shown = await expect("GET", "/records/{id}", base, answer("read"), [200]);
    if (shown.status === 200 && personalFields(record.register).length)
        walk.cell(who, "JSON shows personal fields", describe(record), rights.readsPersonal(record), shown.text.includes(markers(record.n).personal));
    const history = await expect("GET", "/records/{id}/history", `${base}/history?page_size=100`, answer("read"), [200]);
    if (history.status === 200 && personalFields(record.register).length)
        walk.cell(who, "history shows personal fields", describe(record), rights.may("personal", record), history.text.includes(markers(record.n).personal));
    for (const part of ["deadline", "files", "assignments", "comments", "links"])
        await expect("GET", `/records/{id}/${part}`, `${base}/${part}`, answer("read"), [200]);
    await expect("PATCH", "/records/{id}", base, answer("change"), refused, { version: STALE, fields: { [title]: "thử" } });
    for (const step of steps(record))
        await expect("POST", "/records/{id}/steps/{step}", `${base}/steps/${step}`, answer(stepAct(step), step), refused, { version: STALE, reason: "thử" });
    await expect("POST", "/records/{id}/assignments", `${base}/assignments`, answer("assign"), refused, { to: "khong-co-ai", role: "inform" });
    await expect("POST", "/records/{id}/hand-out", `${base}/hand-out`, answer("assign"), refused, { lead: "khong-co-ai" });
    await expect("POST", "/registers/{register}/hand-out", `/registers/${record.register}/hand-out`,
        rights.somewhere("assign", record.register) ? answer("assign") : FORBIDDEN, refused, { records: [record.id], lead: "khong-co-ai" });
    await expect("GET", "/records/{id}/directions", `${base}/directions`, answer("read"), [200]);
    await expect("POST", "/records/{id}/directions", `${base}/directions`, answer("direct"), refused, { words: "thử", source: "khong-co" });
    await expect("POST", "/records/{id}/comments", `${base}/comments`, answer("comment"), [422], { text: "  " });
    await expect("POST", "/records/{id}/links", `${base}/links`, answer("change"), refused, { kind: "concerns", to: record.id });
    await expect("POST", "/records/{id}/files", `${base}/files`, answer("attach"), [409, 422], undefined, {
        body: "--g\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--g--\r\n", headers: { "Content-Type": "multipart/form-data; boundary=g" },
    });
    if (record.file) {
        await expect("GET", "/files/{id}", `/files/${record.file}`, answer("read"), [200]);
        await expect("POST", "/files/{id}/withdraw", `/files/${record.file}/withdraw`, answer("withdraw-file"), refused,
            { reason: answer("withdraw-file") === OK ? "  " : "thử quyền" }); // an empty reason is refused before the right is asked
    }
    if (record.assignment && !(rights.sees(record) && (rights.given(record) || who.login === "lanh-dao"))) {
        const expected = rights.sees(record) ? FORBIDDEN : HIDDEN;
        await expect("POST", "/assignments/{id}/finish", `/assignments/${record.assignment}/finish`, expected, [], {});
        await expect("POST", "/assignments/{id}/withdraw", `/assignments/${record.assignment}/withdraw`, expected, [], {});
        await expect("POST", "/assignments/{id}/read", `/assignments/${record.assignment}/read`, expected, [], {});
        for (const act of ["pass-back", "return"])
            await expect("POST", `/assignments/{id}/${act}`, `/assignments/${record.assignment}/${act}`, expected, [], { reason: "thử" });
    }
    for (const [word, allowed] of [[markers(record.n).search, rights.sees(record) && !record.cancelled], [markers(record.n).personal, false]]) {
        const found = await walk.api(who, "GET", `/search?q=${word}`, undefined, { echoed: word });
        if (word === markers(record.n).search) walk.cell(who, "API search finds", describe(record), allowed ? [record.id] : [], idsOf(found.text));
        else if (!rights.may("personal", record)) walk.cell(who, "API search by a personal word", describe(record), [], idsOf(found.text));
    }
}

// --- one register, one role ---------------------------------------------------------------------------------------------

const tabsOf = (html) => [...(html.match(/<nav class="tabs"[^>]*>([\s\S]*?)<\/nav>/)?.[1] ?? "").matchAll(/<a href="[^"]*"[^>]*>([^<]*)(?:<span[^>]*>([^<]*)<\/span>)?<\/a>/g)]
    .map(([, label, count]) => [label, count === undefined ? 0 : Number(count.replaceAll(/\D/g, ""))]);
const linked = (html, register) => [...new Set([...html.matchAll(new RegExp(`href="${slug(register)}/([0-9a-z]{13})"`, "g"))].map(([, id]) => id))].sort();
const sorted = (records) => records.map((record) => record.id).sort();

async function walkRegister(walk, who, name, facts) {
    const { rights } = who;
    const reads = rights.reads(name), exports = rights.somewhere("export", name);
    const probes = walk.probes.filter((record) => record.register === name && !record.cancelled);
    const seen = probes.filter((record) => rights.sees(record));
    const where = { register: name, id: "", kind: "list", state: "", unit: "", secrecy: "" };
    const answer = (act) => (rights.somewhere(act, name) ? OK : FORBIDDEN);

    const list = await walk.page(who, "GET", slug(name));
    walk.status(who, "GET /{register}", where, reads ? OK : FORBIDDEN, list, [200]);
    if (reads) {
        const counts = facts.tabs.get(name).map(([label, ids]) => [label, ids.filter((id) => rights.sees(facts.records.get(id))).length]);
        for (const [label, count] of tabsOf(list.text))
            walk.cell(who, `tab “${label}”`, name, counts.find(([other]) => other === label)?.[1] ?? 0, count);
        walk.cell(who, "tabs", name, counts.length, tabsOf(list.text).length);
    }
    for (const query of [`q=${COMMON}&page_size=100`, `q=${COMMON}&page_size=100&print=yes`]) {
        const found = await walk.page(who, "GET", `${slug(name)}?${query}`);
        walk.status(who, "GET /{register}?q", where, reads ? OK : FORBIDDEN, found, [200]);
        if (reads && !query.includes("print")) walk.cell(who, "list by word", name, sorted(seen), linked(found.text, name));
        else if (reads) walk.cell(who, "print by word", name, seen.length, printed(found.text, definitions.registers.get(name)));
    }
    for (const field of personalFields(name)) { // by what one may not read, one finds nothing
        const blind = seen.filter((record) => rights.may("personal", record));
        const asked = await walk.page(who, "GET", `${slug(name)}?${field}=~bimat&page_size=100`, undefined, { echoed: "bimat" });
        if (reads && asked.status === 200) walk.cell(who, `list by ${field}`, name, true, linked(asked.text, name).every((id) => blind.some((record) => record.id === id)));
        else walk.cell(who, `list by ${field}`, name, true, [403, 422].includes(asked.status));
        const sort = await walk.page(who, "GET", `${slug(name)}?sort=${field}`);
        walk.cell(who, `list sorted by ${field}`, name, true, [200, 403, 422].includes(sort.status));
    }
    const csv = await walk.page(who, "GET", `${slug(name)}.csv?q=${COMMON}`);
    walk.status(who, "GET /{register}.csv", where, exports ? OK : FORBIDDEN, csv, [200]);
    if (exports) {
        const out = seen.filter((record) => rights.may("export", record)).map((record) => String(record.n)).sort();
        walk.cell(who, "CSV rows", name, out, [...csv.text.matchAll(/tieude(\d+)x/g)].map(([, n]) => n).sort());
        const open = seen.filter((record) => rights.may("export", record) && rights.may("personal", record) && personalFields(name).length).length;
        walk.cell(who, "CSV personal", name, open, new Set([...csv.text.matchAll(/bimat(\d+)p/g)].map(([, n]) => n)).size);
    }
    walk.status(who, "GET /{register}/moi", where, answer("create"), await walk.page(who, "GET", `${slug(name)}/moi`), [200]);
    walk.status(who, "POST /{register}/moi", where, answer("create"), await walk.page(who, "POST", `${slug(name)}/moi`, {}), [422]);
    await walkRegisterApi(walk, who, name, facts, seen, where);
}

async function walkRegisterApi(walk, who, name, facts, seen, where) {
    const { rights } = who;
    const reads = rights.reads(name) ? OK : FORBIDDEN;
    const answer = (act) => (rights.somewhere(act, name) ? OK : FORBIDDEN);
    walk.status(who, "GET /api/v1/registers/{register}", where, reads, await walk.api(who, "GET", `/registers/${name}`), [200]);
    const list = await walk.api(who, "GET", `/registers/${name}/records?page_size=1`);
    walk.status(who, "GET /api/v1/registers/{register}/records", where, reads, list, [200]);
    if (reads === OK) {
        const all = [...facts.records.values()].filter((record) => record.register === name && !record.cancelled && rights.sees(record));
        walk.cell(who, "JSON total", name, all.length, JSON.parse(list.text).total);
        const found = await walk.api(who, "GET", `/registers/${name}/records?q=${COMMON}&page_size=200`);
        walk.cell(who, "JSON list", name, sorted(seen), idsOf(found.text).sort());
        const grouped = await walk.api(who, "GET", `/registers/${name}/records?by=unit`);
        const groups = JSON.parse(grouped.text).groups ?? [];
        walk.cell(who, "JSON by unit", name, all.length, groups.reduce((sum, group) => sum + group.count, 0));
    }
    walk.status(who, "POST /api/v1/registers/{register}/records", where, answer("create"),
        await walk.api(who, "POST", `/registers/${name}/records`, { fields: { khong_co: "x" } }), [422]);
    walk.status(who, "POST /api/v1/registers/{register}/import", where, answer("import"),
        await walk.api(who, "POST", `/registers/${name}/import`, undefined, { body: "khong_co\nx\n", headers: { "Content-Type": "text/csv" } }), [422, 415]);
}

// --- the office, one role -----------------------------------------------------------------------------------------------

const FIGURES = ["petitions_by_post", "feedback_received", "dossiers_overdue", "sanction_decisions", "reception_visits", "plan_items", "agenda_registered"];

async function walkOffice(walk, who, facts) {
    const { rights } = who;
    const get = async (what, path, allowed, ok = [200]) => {
        const answer = await walk.page(who, "GET", path);
        walk.status(who, `GET ${what}`, undefined, allowed ? OK : FORBIDDEN, answer, ok);
        return answer;
    };
    await get("/", "/", true, [303]);
    await get("/viec-cua-toi", "/viec-cua-toi", true);
    await get("/dieu-hanh", "/dieu-hanh", rights.dashboard);
    await get("/dieu-hanh", "/dieu-hanh?period=2021-07", rights.dashboard);
    await get("/bao-cao", "/bao-cao", rights.reports, [200, 303]);
    await get("/bao-cao/{period}", "/bao-cao/2021-07", rights.reports);
    await get("/bao-cao/{period}/xuat.docx", "/bao-cao/2021-07/xuat.docx", rights.reports);
    for (const part of ["", ...FIGURES.flatMap((figure) => [`/figures/${figure}`, `/figures/${figure}/records?page_size=200`])]) {
        const answer = await walk.api(who, "GET", `/reports/monthly/2021-07${part}`);
        const what = part === "" ? "" : part.includes("records") ? "/figures/{figure}/records" : "/figures/{figure}";
        walk.status(who, `GET /api/v1/reports/{report}/{period}${what}`, undefined, rights.reports ? OK : FORBIDDEN, answer, [200]);
        const figure = facts.figures.get(part.split("/")[2]?.split("?")[0]);
        if (!figure || answer.status !== 200) continue;
        const visible = figure.ids.filter((id) => rights.sees(facts.records.get(id)));
        const json = JSON.parse(answer.text);
        if (what.includes("records")) walk.cell(who, `figure ${figure.id} records`, "", [...visible].sort().slice(0, 200), idsOf(answer.text).sort());
        else walk.cell(who, `figure ${figure.id}`, "", [figure.value, [...visible].sort(), figure.ids.length - visible.length], [json.value, [...json.ids].sort(), json.hidden]);
    }
    for (const figure of FIGURES) {
        const page = await get("/bao-cao/{period}/so/{figure}", `/bao-cao/2021-07/so/${figure}`, rights.reports);
        const { ids, register } = facts.figures.get(figure);
        if (page.status === 200 && register)
            walk.cell(who, `figure page ${figure}`, "", true, linked(page.text, register).every((id) => ids.includes(id) && rights.sees(facts.records.get(id))));
    }
    const registers = await walk.api(who, "GET", "/registers");
    walk.cell(who, "GET /api/v1/registers", "", [...definitions.registers.keys()].filter((name) => rights.reads(name)).sort(),
        JSON.parse(registers.text).registers.map((register) => register.name ?? register.register).sort());
    const inbox = JSON.parse((await walk.api(who, "GET", "/inbox?page_size=200")).text);
    const waiting = [...facts.records.values()].filter((record) => rights.reads(record.register) && !record.cancelled).reduce((sum, record) => sum + rights.openFor(record), 0);
    walk.cell(who, "inbox total", "", waiting, inbox.total + inbox.informs);
    walk.cell(who, "inbox", "", true, inbox.assignments.every((one) => rights.given(facts.records.get(one.record)) && rights.reads(facts.records.get(one.record).register)));
    walk.status(who, "GET /api/v1/users", undefined, rights.administers ? OK : FORBIDDEN, await walk.api(who, "GET", "/users"), [200]);
    walk.status(who, "POST /api/v1/users", undefined, rights.administers ? OK : FORBIDDEN, await walk.api(who, "POST", "/users", { login: "a b", name: "A", unit: "nc", roles: ["clerk"] }), [422]);
    walk.status(who, "POST /api/v1/users/{login}/password", undefined, rights.administers ? OK : FORBIDDEN,
        await walk.api(who, "POST", "/users/khong-co-ai/password", {}), [404, 422]);
    await walkSearch(walk, who);
}

// With and without marks; what is hidden is not found and not counted.
async function walkSearch(walk, who) {
    const { rights } = who;
    for (const record of walk.probes.filter((one) => one.n % (3 * EACH) === 0)) {
        const expected = rights.sees(record) && !record.cancelled ? [record.id] : [];
        for (const words of [stripMarks.marked(record.n), stripMarks.unmarked(record.n)]) {
            const phrase = `"${words}" ${markers(record.n).search}`;
            const page = await walk.page(who, "GET", `/tim-kiem?q=${encodeURIComponent(phrase)}`, undefined, { echoed: words });
            walk.cell(who, "GET /tim-kiem", describe(record), expected, linked(page.text, record.register));
            walk.cell(who, "search count", describe(record), expected.length, tabsOf(page.text)[0]?.[1] ?? 0);
        }
    }
    const seen = walk.probes.filter((record) => rights.sees(record) && !record.cancelled);
    const all = JSON.parse((await walk.api(who, "GET", `/search?q=${COMMON}&page_size=200`)).text);
    walk.cell(who, "search total", "", seen.length, all.total);
    walk.cell(who, "search by register", "", [...definitions.registers.keys()].map((name) => [name, seen.filter((record) => record.register === name).length]).filter(([, n]) => n).sort(),
        all.registers.map((one) => [one.register, one.count]).filter(([, n]) => n).sort());
}

// Routes that no cell knows by name (a page that came later): who lacks the act gets no further.
const officeActs = { "xem trang điều hành": "dashboard", "xem báo cáo": "reports", "quản trị hệ thống": "administers", "xem toàn bộ nhật ký": "audits" };
async function walkOtherRoutes(walk, who, routes) {
    for (const route of routes) {
        const right = officeActs[route.may];
        if (!right || walk.walked.has(`${route.method} ${route.path}`)) continue;
        const path = route.path.replaceAll(/\{[^}]*\}/g, "khong-co");
        const ask = () => (route.kind === "page" ? walk.page(who, route.method, path, {}) : walk.api(who, route.method, path.replace("/api/v1", ""), route.method === "GET" ? undefined : {}));
        if (!who.rights[right]) walk.status(who, `${route.method} ${route.path} (as its table says)`, undefined, FORBIDDEN, await ask(), []);
        else if (route.method === "GET") walk.cell(who, `${route.method} ${route.path} (as its table says)`, "", false, [401, 403, 500].includes((await ask()).status));
    }
}

// Nobody: every route that is not for everybody asks to sign in.
async function walkNobody(walk, routes) {
    const nobody = { login: "(nobody)" };
    const sample = walk.probes[0];
    for (const route of routes.filter((one) => one.may !== "mở trang công khai")) {
        const path = route.path.replace("{register}", route.kind === "page" ? slug(sample.register).slice(1) : sample.register)
            .replace("{id}", sample.id).replace("{period}", "2021-07").replace("{figure}", FIGURES[0]).replaceAll(/\{[^}]*\}/g, "x");
        const json = route.method === "GET" ? undefined : {};
        const answer = route.kind === "page" ? await walk.page(nobody, route.method, path, { _csrf: "0".repeat(128) }) : await walk.api(nobody, route.method, path.replace("/api/v1", ""), json);
        const expected = route.kind === "page" && route.method === "GET" ? 303 : 401;
        walk.status(nobody, `${route.method} ${route.path}`, sample, expected, answer, []);
        if (expected === 303) walk.cell(nobody, `${route.method} ${route.path}`, "leads to", true, answer.headers.location.startsWith("/dang-nhap"));
    }
}

// --- the walk -----------------------------------------------------------------------------------------------------------

async function together(jobs) {
    const queue = [...jobs];
    await Promise.all(Array.from({ length: WORKERS }, async () => {
        for (let job = queue.shift(); job; job = queue.shift()) await job();
    }));
}

// Work, comments, files and links on the records, by the leader over the API.
async function furnish(walk, leader, accounts) {
    const halves = accounts.map((account) => account.login);
    for (const record of walk.probes) {
        const mark = markers(record.n);
        const must = async (path, json, options) => {
            const answer = await walk.api(leader, "POST", `/records/${record.id}${path}`, json, options);
            if (answer.status === 409 && path === "/assignments") return {}; // the sample gave it to them already
            assert.equal(answer.status, 201, `${path} of ${describe(record)}: ${answer.text}`);
            return JSON.parse(answer.text);
        };
        if (record.cancelled) continue;
        await must("/comments", { text: `Ý kiến ${mark.comment}` });
        record.file = (await must("/files", undefined, {
            body: `--g\r\nContent-Disposition: form-data; name="file"; filename="${mark.file}.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\n% ${mark.file}\n%%EOF\n\r\n--g--\r\n`,
            headers: { "Content-Type": "multipart/form-data; boundary=g" },
        })).id;
        if (!record.plan?.give) continue;
        const to = [...halves.filter((_, i) => (i + record.n) % 2 === 0), ...(record.n % 2 ? [`unit:${OWN}`] : ["position:truong-phong-nc"])];
        for (const whom of to) record.assignment = (await must("/assignments", { to: whom, role: "support" })).id ?? record.assignment;
    }
}

// Every tab's ids, as the local administrator sees them; his are all.
function readTabs(office) {
    const tabs = new Map();
    const ids = (register, query) => office.run(["list", register, query, "--format", "json"]).stdout;
    for (const [name, register] of definitions.registers) {
        const found = [["Tất cả", "cancelled=no"], ...(register.list.tabs ?? []).map((tab) => [tab.label, tab.query])];
        tabs.set(name, found.map(([label, query]) => [label, idsOf(ids(name, query))]));
    }
    return tabs;
}

test("what each role may do is what its definition says, in every place", { timeout: 900_000 }, async (t) => {
    const office = sampleOffice(t);
    const probes = choose(readRecords(office));
    for (const record of probes) prepare(office, record);
    const passwords = demoAccounts(office);
    const people = office.json(["user", "list", "--json"]);
    const accounts = people.filter((person) => passwords.has(person.login)).map((person) => ({ ...person, rights: rightsOf(definitions, person) }));
    assert.equal(accounts.length, definitions.roles.size, "a demo account for every role");
    const mixed = people.find((person) => person.roles.length > 1); // several roles are not mixed into one
    for (const who of [...accounts, mixed]) who.token = office.run(["user", "token", who.login, "ma trận"]).stdout.trim().split(/\s/).at(-1);
    mixed.rights = rightsOf(definitions, mixed);
    const figures = new Map(FIGURES.map((figure) => [figure, office.json(["figure", "monthly", "2021-07", figure, "--json"])]));
    const tabs = readTabs(office);
    const routes = JSON.parse(run(["routes", "--json"]).stdout);

    const server = await serve(t, office);
    const fresh = new Map(readRecords(office).map((record) => [record.id, record]));
    for (const record of probes) Object.assign(record, fresh.get(record.id));
    const walk = new Walk(server, office, probes);
    for (const who of accounts) {
        const visitor = await server.signIn(who.login);
        who.cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
        who.csrf = csrfOf((await visitor.get("/viec-cua-toi")).text);
    }
    await furnish(walk, accounts.find((who) => who.login === "lanh-dao"), accounts);
    for (const record of probes) fresh.set(record.id, record);
    readGiven(office, fresh);
    readNamed(office, fresh);
    const facts = { records: fresh, tabs, figures };
    const before = fingerprint(office);

    const partOf = (i) => probes.filter((record) => (record.n + i) % EACH === 0);
    await together(accounts.flatMap((who, i) => partOf(i).map((record) => async () => {
        await walkPages(walk, who, record);
        await walkApi(walk, who, record);
    })));
    await together(partOf(accounts.length).map((record) => () => walkApi(walk, mixed, record)));
    await together(accounts.flatMap((who) => [...definitions.registers.keys()].map((name) => () => walkRegister(walk, who, name, facts))));
    await together(accounts.map((who) => () => walkOffice(walk, who, facts)));
    await together(accounts.map((who) => () => walkOtherRoutes(walk, who, routes)));
    await walkNobody(walk, routes);

    t.diagnostic(`${walk.cells} cells: ${accounts.length + 1} accounts, ${probes.length} records of ${new Set(probes.map((record) => `${record.register} ${record.state}`)).size} states, ${walk.walked.size} routes`);
    walk.agent.destroy();
    if (walk.mismatches.length)
        assert.fail(`${walk.mismatches.length} of ${walk.cells} cells differ:\n${walk.mismatches.slice(0, SHOWN_MISMATCHES).join("\n")}`);
    assert.equal(fingerprint(office), before, "nothing was changed");
    assert.ok(walk.cells > CELLS_MIN, `${walk.cells} cells`);
});
