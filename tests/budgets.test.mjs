// SPDX-License-Identifier: Apache-2.0
// What the server sends for every kind of page: sound HTML without anything inline, few statements, few bytes.
// Seen red: a style= on <html>; and on what was there: ids that began with a digit or stood twice, pages of 7 and 8 statements.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { sampleOffice, sharedSample } from "./helper.mjs";
import { hrefs, pageKinds } from "./page-kinds.mjs";
import { ask, demoAccounts, serve } from "./serving.mjs";

const STATEMENTS_MAX = 6;
const STATEMENTS_MAX_FAILED = 8; // a form that is shown again: what it was about to do has asked, too
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office, { env: { CONGVU_COUNT_STATEMENTS: "1" } });
const kinds = await pageKinds(server);
const validator = new HtmlValidate(JSON.parse(readFileSync(new URL("html-validate.json", import.meta.url))));
const visitors = new Map([["", server.visitor()]]);
for (const login of demoAccounts(office).keys()) visitors.set(login, await server.signIn(login));

const kib = (bytes) => gzipSync(bytes, { level: 6 }).length / 1024;

// The page of KIND, asked for the second time.
async function send({ login, path, submit }) {
    const visitor = visitors.get(login);
    const page = await visitor.get(encodeURI(decodeURI(path)));
    return submit ? visitor.submit(page, submit.action, submit.fields) : visitor.get(encodeURI(decodeURI(path)));
}

for (const kind of kinds)
    test(`the page is sound and asks little: ${kind.name}`, async () => {
        const page = await send(kind);
        assert.equal(page.status, kind.status, kind.path);
        assert.match(page.headers["content-type"], /^text\/html; charset=utf-8$/i);
        assert.equal(page.headers["content-security-policy"], CSP);
        assert.equal(page.headers["x-content-type-options"], "nosniff");
        assert.doesNotMatch(page.text, /\sstyle\s*=|<style|\son[a-z]+\s*=\s*["']|javascript:|<script(?! src="\/static\/[^"]*" defer><\/script>)/i);
        if (kind.rows) assert.ok((page.text.match(/<tr role="row" data-row/g) ?? []).length >= kind.rows, "rows");
        const found = await validator.validateString(page.text, kind.path);
        assert.deepEqual(found.results.flatMap(({ messages }) => messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`)), []);
        const statements = Number(page.headers["congvu-statements"]);
        assert.ok(statements <= (kind.statements ?? (kind.submit ? STATEMENTS_MAX_FAILED : STATEMENTS_MAX)), `${statements} statements`);
        assert.ok(kind.login === "" || statements >= 1, "the session at least");
    });

test("a list of every register and its entry form ask little and are sound", async () => {
    const wrong = [];
    const look = async (login, path) => {
        await visitors.get(login).get(path);
        const page = await visitors.get(login).get(path);
        const { results } = await validator.validateString(page.text, path);
        if (page.status !== 200) wrong.push(`${path}: ${page.status}`);
        if (Number(page.headers["congvu-statements"]) > STATEMENTS_MAX) wrong.push(`${path}: ${page.headers["congvu-statements"]} statements`);
        wrong.push(...results.flatMap(({ messages }) => messages.map(({ line, message }) => `${path}:${line}: ${message}`)));
        return page;
    };
    let forms = 0;
    for (const login of ["tong-hop", "van-thu", "truong-phong", "lanh-dao", "tiep-dan", "bien-tap", "thanh-tra", "mot-cua", "tong-dai"]) {
        const home = await visitors.get(login).get("/viec-cua-toi");
        const rail = home.text.slice(home.text.indexOf('<div class="rail">'), home.text.indexOf("<main"));
        for (const path of hrefs(rail, /^\/(?!viec-cua-toi|dieu-hanh|bao-cao|quan-tri|nhat-ky|static)/)) {
            const list = await look(login, path);
            for (const entry of hrefs(list.text, /\/moi$/)) {
                forms++;
                await look(login, entry);
            }
        }
    }
    assert.deepEqual(wrong, []);
    assert.ok(forms >= 12, `${forms} entry forms`);
});

test("a list of fifty rows, its style and its script are small", async () => {
    const page = await visitors.get("van-thu").get("/van-ban/den");
    assert.equal(page.text.match(/<tr role="row" data-row/g).length, 50);
    assert.ok(kib(page.bytes) <= 10, `${kib(page.bytes)} KiB`);
    const get = (path) => ask(server.port, "GET", path);
    const [css, js] = await Promise.all([get(hrefs(page.text, /congvu\.css$/)[0]), get(page.text.match(/<script src="([^"]+)"/)[1])]);
    assert.ok(kib(css.bytes) <= 9, `${kib(css.bytes)} KiB of CSS`);
    assert.ok(kib(js.bytes) <= 6, `${kib(js.bytes)} KiB of script`);
    assert.match(css.headers["cache-control"], /immutable/);
});

test("what somebody types into a control that chooses is answered shortly", async () => {
    let answers = 0;
    for (const [path, field] of [["/van-ban/den", "answer"], ["/van-ban/den", "to"], ["/van-ban/den", "record"], ["/van-ban/den", "lead_unit"], ["/van-ban/di", "_unit"]])
        for (const words of ["", "đất đa", "so t", "khongcogiquaroi"]) {
            const answer = await visitors.get("van-thu").get(`${path}/chon?field=${field}&q=${encodeURIComponent(words)}`);
            const { items, more } = JSON.parse(answer.text);
            assert.equal(answer.status, 200);
            assert.ok(items.length <= 20 && typeof more === "boolean" && (!more || items.length > 0), `${field} “${words}”: ${items.length}`);
            assert.ok(Number(answer.headers["congvu-statements"]) <= 3, `${field} “${words}”: ${answer.headers["congvu-statements"]} statements`);
            answers += items.length;
        }
    assert.ok(answers > 40, `${answers}`);
});

test("statements are only told where they are asked for", async (t) => {
    const quiet = await serve(t, sharedSample());
    const answer = await quiet.visitor().get("/dang-nhap");
    assert.equal(answer.headers["congvu-statements"], undefined);
    assert.equal((await server.visitor().get("/dang-nhap")).headers["congvu-statements"], "0");
});
