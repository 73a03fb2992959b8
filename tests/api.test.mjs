// SPDX-License-Identifier: Apache-2.0
// The API over a running server: every answer is held against openapi.json, who may is asked with real tokens.
import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { emptyOffice, sampleOffice } from "./helper.mjs";
import { ask, serve } from "./serving.mjs";

const ROOT = "/api/v1";

// A client that holds every answer against the server's own description.
class Client {
    constructor(server, token) {
        Object.assign(this, { server, token, used: new Set() });
    }

    static async of(server, token) {
        const client = new Client(server, token);
        const { text } = await ask(server.port, "GET", `${ROOT}/openapi.json`);
        client.openapi = JSON.parse(text);
        client.ajv = new Ajv2020({ strict: false, discriminator: false });
        addFormats(client.ajv);
        client.ajv.addSchema({ $id: "api", ...client.openapi });
        return client;
    }

    // The same description, another token.
    as(token) {
        return Object.assign(new Client(this.server, token), { openapi: this.openapi, ajv: this.ajv, used: this.used });
    }

    #operation(method, path) {
        const parts = path.split("?")[0].split("/");
        const fits = (pattern) => {
            const names = pattern.split("/");
            return names.length === parts.length && names.every((name, at) => name.startsWith("{") || name === parts[at]);
        };
        // a literal address goes before one with names in it
        const found = Object.keys(this.openapi.paths).filter(fits).sort((a, b) => a.split("{").length - b.split("{").length)
            .find((pattern) => this.openapi.paths[pattern][method.toLowerCase()]);
        return found && { pattern: found, method: method.toLowerCase() };
    }

    #check(operation, answer) {
        const pointer = (text) => text.replaceAll("~", "~0").replaceAll("/", "~1");
        const media = (answer.headers["content-type"] ?? "").split(";")[0];
        const base = operation && `/paths/${pointer(operation.pattern)}/${operation.method}/responses`;
        const described = operation && this.openapi.paths[operation.pattern][operation.method].responses;
        let schema = "/components/schemas/problem";
        if (media !== "application/problem+json" && described?.[answer.status]) {
            if (!described[answer.status].content) return;
            assert.equal(media, "application/json");
            schema = `${base}/${answer.status}/content/application~1json/schema`;
        } else {
            assert.equal(media, "application/problem+json", `${answer.status} ${answer.text}`);
        }
        const validate = this.ajv.compile({ $ref: `api#${encodeURI(schema).replaceAll("{", "%7B").replaceAll("}", "%7D")}` });
        assert.ok(validate(answer.json), `${operation?.method} ${operation?.pattern} ${answer.status}: ${this.ajv.errorsText(validate.errors)}\n${answer.text.slice(0, 2000)}`);
        if (operation && answer.status < 300) this.used.add(`${operation.method} ${operation.pattern}`);
    }

    // BODY: an object is sent as JSON, a text or bytes as they are.
    async send(method, path, body, headers = {}) {
        const given = { ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}), ...headers };
        let bytes;
        if (body !== undefined) {
            const isRaw = typeof body === "string" || Buffer.isBuffer(body);
            bytes = Buffer.from(isRaw ? body : JSON.stringify(body));
            given["Content-Type"] ??= "application/json";
            given["Content-Length"] = bytes.length;
        }
        const answer = await ask(this.server.port, method, ROOT + path, { headers: given, body: bytes });
        if (/json/.test(answer.headers["content-type"] ?? "")) answer.json = JSON.parse(answer.text);
        this.#check(this.#operation(method, ROOT + path), answer);
        return answer;
    }

    get(path) {
        return this.send("GET", path);
    }

    async json(path, status = 200) {
        const answer = await this.get(path);
        assert.equal(answer.status, status, answer.text);
        return answer.json;
    }

    post(path, body, headers) {
        return this.send("POST", path, body, headers);
    }
}

// An account of ROLES and a token of one of its programs.
function tokenOf(office, login, roles, unit = "vp") {
    office.run(["user", "add", login, `name=Người Thử ${login}`, `unit=${unit}`, `roles=${roles}`]);
    return office.json(["user", "token", login, "chương trình thử", "--json"]).token;
}

const petition = (summary) => ({ fields: { received_on: "2021-07-30", source: "buu-dien", signers: "mot-nguoi", summary } });

function problem(answer, status, code) {
    assert.equal(answer.status, status, answer.text);
    assert.equal(answer.json.code, code, answer.text);
    assert.equal(answer.json.status, status);
}

test("a clerk's program makes, reads, changes, steps and finds a petition; every answer is as described", async (t) => {
    const office = emptyOffice(t);
    const server = await serve(t, office);
    const client = await Client.of(server, tokenOf(office, "quan.tri", "administrator,clerk,reception,leader,specialist"));
    for (const path of ["/health", "/registers", "/registers/petition", "/registers/petition/records", "/registers/petition/records?by=source", "/inbox", "/users", "/reports"])
        await client.json(path);
    const made = await client.post("/registers/petition/records", petition("Khiếu nại về bồi thường đất"));
    assert.equal(made.status, 201, made.text);
    const { id, version } = made.json;
    assert.equal(made.headers.location, `${ROOT}/records/${id}`);
    assert.equal(made.headers.etag, `"${version}"`);
    const changed = await client.send("PATCH", `/records/${id}`, { version, fields: { persons: 3 } });
    assert.equal(changed.json.fields.persons, 3);
    problem(await client.send("PATCH", `/records/${id}`, { version, fields: { persons: 4 } }), 409, "conflict.version");
    const comment = await client.post(`/records/${id}/comments`, { text: "Xin ý kiến" });
    assert.equal(comment.status, 201, comment.text);
    for (const part of ["", "/history", "/deadline", "/files", "/assignments", "/comments", "/links"]) await client.json(`/records/${id}${part}`);
    const found = await client.json("/search?q=boi+thuong");
    assert.equal(found.records[0].id, id);
    const cancelled = await client.post(`/records/${id}/steps/cancel`, { reason: "trùng" });
    assert.equal(cancelled.status, 200, cancelled.text);
    assert.equal((await client.json("/registers/petition/records")).total, 0);
});

test("the same key does the work once, with another body it is refused", async (t) => {
    const office = emptyOffice(t);
    const server = await serve(t, office);
    const client = await Client.of(server, tokenOf(office, "tiep.dan", "clerk,reception,specialist"));
    const headers = { "Idempotency-Key": "a7c1" };
    const both = await Promise.all([1, 2].map(() => client.post("/registers/petition/records", petition("Một"), headers)));
    const again = await client.post("/registers/petition/records", petition("Một"), headers);
    assert.deepEqual([...both, again].map(({ status }) => status), [201, 201, 201]);
    assert.equal(new Set([...both, again].map(({ json }) => json.id)).size, 1);
    problem(await client.post("/registers/petition/records", petition("Hai"), headers), 422, "invalid.idempotency-key");
    assert.equal((await client.json("/registers/petition/records")).total, 1);
});

test("bad input is a problem document with the right status, and changes nothing", async (t) => {
    const office = emptyOffice(t);
    const server = await serve(t, office);
    const client = await Client.of(server, tokenOf(office, "tiep.dan", "clerk,reception,specialist"));
    const at = "/registers/petition/records";
    problem(await client.post(at, Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x7d])), 422, "invalid.encoding");
    problem(await client.post(at, "{"), 422, "invalid.json");
    problem(await client.post(at, { ...petition("a"), extra: 1 }), 422, "invalid.member");
    problem(await client.post(at, { fields: { ...petition("a").fields, nothing: 1 } }), 422, "invalid.field");
    problem(await client.post(at, { fields: { ...petition("a").fields, persons: "3" } }), 422, "invalid.type");
    problem(await client.post(at, "a=1", { "Content-Type": "text/plain" }), 415, "invalid.media-type");
    const huge = await client.post(at, `{"fields":{"summary":"${"a".repeat(2 << 20)}"}}`);
    assert.equal(huge.status, 413, huge.text);
    const wrong = await client.send("DELETE", at);
    problem(wrong, 405, "invalid.method");
    assert.equal(wrong.headers.allow, "GET, HEAD, POST");
    problem(await client.get("/registers/nothing/records"), 404, "not-found.page");
    problem(await client.get("/records/0000000000001"), 404, "not-found.record");
    assert.equal((await client.get(`${at}?nothing=1`)).status, 422);
    assert.equal((await client.json(at)).total, 0);
});

test("without a token nothing is told, with another's no more than they may", async (t) => {
    const office = emptyOffice(t);
    const server = await serve(t, office);
    const clerk = await Client.of(server, tokenOf(office, "van.thu", "clerk"));
    const made = await clerk.post("/registers/incoming/records", { fields: {} });
    assert.equal(made.status, 422, made.text); // it may, but something is missing
    for (const token of [undefined, "", "x", "A".repeat(43), "A".repeat(5000)])
        for (const path of ["/registers", "/registers/incoming/records", "/search?q=a", "/users", "/reports/monthly/2021-07"])
            problem(await clerk.as(token).get(path), 401, "forbidden.token");
    problem(await clerk.get("/users"), 403, "forbidden.act");
    problem(await clerk.post("/users", { login: "ai", name: "Ai", unit: "vp", roles: ["administrator"] }), 403, "forbidden.act");
    problem(await clerk.post("/users/van.thu/password", {}), 403, "forbidden.act");
    const asAdministrator = await clerk.send("GET", "/users", undefined, { "Congvu-As": "quan-tri" });
    problem(asAdministrator, 403, "forbidden.act"); // the header is for the unix socket
});

test("the report and its figures are told with the records that the reader sees", async (t) => {
    const office = sampleOffice(t);
    const server = await serve(t, office);
    const client = await Client.of(server, tokenOf(office, "tong.hop", "reporter"));
    const report = await client.json("/reports/monthly/2021-07");
    const { figures } = office.json(["report", "monthly", "2021-07", "--json"]);
    assert.deepEqual(report.figures, figures);
    const expected = office.json(["figure", "monthly", "2021-07", "petitions_by_post", "--json"]);
    const figure = await client.json("/reports/monthly/2021-07/figures/petitions_by_post");
    assert.equal(figure.value, expected.value);
    assert.equal(figure.visible + figure.hidden, expected.count);
    assert.equal(figure.ids.length, figure.visible);
    const seen = [];
    for (let after = ""; ;) {
        const page = await client.json(`/reports/monthly/2021-07/figures/petitions_by_post/records?page_size=50${after}`);
        seen.push(...page.records.map(({ id }) => id));
        if (!page.next) break;
        after = `&after=${page.next}`;
    }
    assert.deepEqual(seen, figure.ids);
    problem(await client.get("/reports/monthly/2021-13"), 422, "invalid.period");
    problem(await client.get("/reports/nothing/2021-07"), 404, "not-found.report");
    problem(await client.get("/reports/monthly/2021-07/figures/nothing"), 404, "not-found.figure");
});
