// SPDX-License-Identifier: Apache-2.0
// A running server for whole-program tests, and visitors who use it without a browser.
//
//     const server = await serve(t, sampleOffice(t));           // ends with the test
//     const clerk = await server.signIn("van-thu");             // a demo account; keeps its cookies
//     const page = await clerk.get("/van-ban/den");             // { status, headers, text }
//     await clerk.submit(page, "/van-ban/den/moi", { summary: "…" });   // POST with the page's _csrf, follows the 303
//
// The clock of the server starts where that of the tests stands (helper.mjs).
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { program } from "./helper.mjs";

const START_MS = 60_000;
const STOP_MS = 30_000;

// The demo accounts of a sample office: login → password.
export function demoAccounts(office) {
    const accounts = new Map();
    for (const line of readFileSync(join(office.folder, "demo-accounts"), "utf8").split("\n")) {
        const [login, password] = line.trim().split(/\s+/);
        if (login && password && !login.startsWith("#")) accounts.set(login, password);
    }
    assert.ok(accounts.size > 0, "the sample has demo accounts");
    return accounts;
}

// One request, exactly as given: fetch() hides redirects' bodies and refuses some headers that these tests send. On a
// connection of its own: one that lay idle while a command ran may have been closed by the server, which Node learns only
// from the request that it sends there (“socket hang up”).
export function ask(port, method, path, { headers = {}, body } = {}) {
    return new Promise((resolve, reject) => {
        const asked = request({ host: "127.0.0.1", port, method, path, agent: false, headers: { Host: `127.0.0.1:${port}`, ...headers } }, (answer) => {
            const chunks = [];
            answer.on("data", (chunk) => chunks.push(chunk));
            answer.on("end", () => {
                const bytes = Buffer.concat(chunks);
                resolve({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString("utf8") });
            });
            answer.on("error", reject);
        });
        asked.on("error", reject);
        if (body !== undefined) asked.write(body);
        asked.end();
    });
}

// A new person of OFFICE as a program beside SERVER: (method, path below /api/v1, json) → { status, …the answer }.
export function programOf(office, server, login, unit, roles, name = "Người Thử") {
    office.run(["user", "add", login, `name=${name}`, `unit=${unit}`, `roles=${roles}`]);
    const token = office.json(["user", "token", login, "chương trình thử", "--json"]).token;
    return async (method, path, json) => {
        const body = json === undefined ? undefined : JSON.stringify(json);
        const headers = { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) } : {}) };
        const answer = await ask(server.port, method, `/api/v1${path}`, { headers, body });
        return { status: answer.status, ...(answer.text ? JSON.parse(answer.text) : {}) };
    };
}

export const csrfOf = (html) => html.match(/name="_csrf" value="([0-9a-f]{128})"/)?.[1];

class Visitor {
    constructor(server) {
        this.server = server;
        this.cookies = new Map();
    }

    #headers(extra) {
        const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
        return { ...(cookie ? { Cookie: cookie } : {}), ...extra };
    }

    #keep(answer) {
        for (const line of answer.headers["set-cookie"] ?? []) {
            const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
            if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name);
            else this.cookies.set(name, value);
        }
        return answer;
    }

    async ask(method, path, { headers = {}, body } = {}) {
        return this.#keep(await ask(this.server.port, method, path, { headers: this.#headers(headers), body }));
    }

    // GET, and what it redirects to.
    async get(path, headers) {
        let answer = await this.ask("GET", path, { headers });
        for (let hops = 0; answer.status === 303 && hops < 5; hops++) answer = await this.ask("GET", answer.headers.location, { headers });
        return answer;
    }

    // The POST alone, as a browser sends a form: FIELDS is an object or a list of pairs.
    async post(path, fields, { csrf, headers = {} } = {}) {
        const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
        if (csrf) pairs.push(["_csrf", csrf]);
        const body = new URLSearchParams(pairs).toString();
        return this.ask("POST", path, {
            headers: {
                "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body),
                Origin: this.server.url, "Sec-Fetch-Site": "same-origin", ...headers,
            },
            body,
        });
    }

    // A form of PAGE, sent with its token; gives the page that it led to.
    async submit(page, path, fields) {
        const csrf = csrfOf(page.text);
        assert.ok(csrf, `a form on ${page.text.match(/<title>([^<]*)/)?.[1]}`);
        const hidden = Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(_key|_version)" value="([^"]*)"/g)].map(([, n, v]) => [n, v]));
        const answer = await this.post(path, { ...hidden, ...fields }, { csrf });
        return answer.status === 303 ? { ...(await this.get(answer.headers.location)), from: answer } : answer;
    }
}

class Server {
    constructor(office, child, where) {
        Object.assign(this, { office, child, port: where.port, url: where.url, log: "" });
        child.stderr.on("data", (chunk) => (this.log += chunk));
    }

    visitor() {
        return new Visitor(this);
    }

    async signIn(login, password) {
        const visitor = this.visitor();
        const page = await visitor.get("/dang-nhap");
        const answer = await visitor.submit(page, "/dang-nhap", { login, password: password ?? demoAccounts(this.office).get(login) });
        assert.equal(answer.status, 200, `${login} signs in: ${answer.text.match(/field-error[^>]*>([^<]*)/)?.[1] ?? ""}`);
        assert.ok(visitor.cookies.has("congvu"), `${login} has a session`);
        return visitor;
    }

    async stop() {
        if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode ?? this.child.signalCode;
        const ended = new Promise((resolve) => this.child.once("exit", resolve));
        this.child.kill("SIGTERM");
        const late = setTimeout(() => this.child.kill("SIGKILL"), STOP_MS);
        await ended;
        clearTimeout(late);
        return this.child.exitCode;
    }
}

export async function serve(t, office, { args = [], env = {} } = {}) {
    const { CONGVU_DATA, CONGVU_DB, ...inherited } = process.env;
    const child = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--json", ...args, ...office.place], {
        env: { ...inherited, LANG: "C.UTF-8", CONGVU_NOW: "2021-08-02T08:00", ...env }, stdio: ["ignore", "pipe", "pipe"],
    });
    process.once("exit", () => child.exitCode === null && child.kill("SIGTERM")); // where a file fails before its hooks run
    let failed = "";
    child.stderr.on("data", (chunk) => (failed += chunk));
    const where = await new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`the server does not start: ${failed}`)), START_MS);
        let said = "";
        createInterface({ input: child.stdout }).on("line", (line) => {
            said += line;
            try {
                resolve(JSON.parse(said));
                clearTimeout(late);
            } catch { /* the JSON goes on */ }
        });
        child.once("exit", (status) => reject(new Error(`the server ended with ${status}: ${failed}`)));
    });
    const server = new Server(office, child, where);
    const remove = office.remove;
    office.remove = async () => { // whichever of the two hooks runs first: the server is gone before its office
        await server.stop();
        remove.call(office);
    };
    t?.after(async () => {
        const status = await server.stop();
        assert.equal(status, 0, `the server ends cleanly: ${server.log}`);
    });
    return server;
}
