// SPDX-License-Identifier: Apache-2.0
// One request of each kind, and what must be true of it when a call of the program fails in its middle: it is answered
// (or its connection ends, where memory ended before there was an answer to give), in Vietnamese where it is refused;
// the program goes on; and what was to be written stands whole and once, or not at all, as the answer says.
//
// A failed fsync ends the program, and says so: then another is started, and finds all that was acknowledged. Where
// libpq has no memory for the answer to a Sync it waits for one that has come already (docs/faults.md); the program ends
// that after a minute, which is not waited for here: it is counted in `stalls`, and another program is started.
//
//     const walk = await faultWalk(sampleOffice(t));
//     const told = await walk.one("create", "memory", 120);      // the 120th allocation of one creation fails
//     told.failed       whether there were that many;  told.status, told.wrong: what was not as it must be, or ""
//     await walk.end()                                            // the office is held against its history
//
// NAMES are the kinds of request.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { sleep } from "./cluster.mjs";
import { faultyEnvironment } from "./faulty.mjs";
import { database, program } from "./helper.mjs";
import { ask, csrfOf, serve } from "./serving.mjs";

const WARM = 10; // rounds, so that most workers have their connection and their statements
const FILES_A_RECORD = 150;
const STALL_MS = 10_000, DEAD_MS = 200;
const CLOSE = { Connection: "close" };
const VIETNAMESE = /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/i;
const CALENDAR = { received_on: "2021-08-01T10:00", channel: "phone", kind: "phan-anh", sector: "dat-dai" };

const multipart = (fields, name, bytes) => {
    const parts = Object.entries(fields).map(([key, value]) => `--B\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`);
    return `${parts.join("")}--B\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${bytes}\r\n--B--\r\n`;
};
const MULTIPART = { "Content-Type": "multipart/form-data; boundary=B" };

class Walk {
    constructor(office) {
        Object.assign(this, { office, at: 0, files: 0, stalls: 0 });
    }

    // --- requests: each gives its answer ------------------------------------------------------------------------------

    api(method, path, body, headers = {}) {
        return ask(this.server.port, method, `/api/v1${path}`, {
            headers: { ...CLOSE, Authorization: `Bearer ${this.tokens.get("tong-dai")}`, ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }), ...headers }, body,
        });
    }

    page(path, visitor = this.clerk) {
        return visitor.ask("GET", path, { headers: CLOSE });
    }

    static requests = {
        "sign-in page": { send: (w) => w.page("/dang-nhap", w.server.visitor()) },
        list: { send: (w) => w.page("/van-ban/den") },
        inbox: { send: (w) => w.page("/viec-cua-toi") },
        search: { send: (w) => w.page("/tim-kiem?q=h%E1%BB%8Dp") },
        export: { send: (w) => w.page("/van-ban/den.csv?received_on=2021-07-01..2021-07-31") },
        report: { send: (w) => w.page("/bao-cao/2021-07", w.writer) },
        docx: { send: (w) => w.page("/bao-cao/2021-07/xuat.docx", w.writer) },
        form: {
            register: "incoming", reader: "van-thu", done: 303,
            send: (w, n) => w.clerk.post("/van-ban/den/moi", { ...w.entry, document_number: `${n}/BTC-NSNN`, summary: `Về việc thử ${n}`, _key: `form-${process.pid}-${n}` }, { csrf: w.csrf, headers: CLOSE }),
        },
        create: {
            register: "feedback", done: 201,
            send: (w, n) => w.api("POST", "/registers/feedback/records", JSON.stringify({ fields: { ...CALENDAR, summary: `thử ${n}` } }), { "Content-Type": "application/json", "Idempotency-Key": `c${n}` }),
        },
        import: {
            register: "feedback", done: 201, makes: 2,
            send: (w, n) => w.api("POST", "/registers/feedback/import", `received_on,channel,kind,summary,sector\n${[1, 2].map((i) => `01/08/2021 10:00,phone,phan-anh,nhập ${n} ${i},dat-dai\n`).join("")}`, { "Content-Type": "text/csv" }),
        },
        upload: {
            files: true, done: 201,
            send: (w, n) => w.api("POST", `/records/${w.record}/files`, multipart({}, `tệp ${n}.txt`, `nội dung ${n}`), MULTIPART),
        },
        "upload by the page": {
            files: true, done: 303,
            send: (w, n) => {
                const body = multipart({ _csrf: w.hotlineCsrf, _key: `up-${process.pid}-${n}` }, `trang ${n}.txt`, `nội dung ${n}`);
                return w.hotline.ask("POST", `${w.place}/tep`, { headers: { ...CLOSE, ...MULTIPART, "Content-Length": Buffer.byteLength(body), Origin: w.server.url, "Sec-Fetch-Site": "same-origin" }, body });
            },
        },
    };

    // --- the office -----------------------------------------------------------------------------------------------------

    async begin() {
        const token = (login) => JSON.parse(this.office.run(["user", "token", login, "thử", "--json"]).stdout).token;
        this.tokens = new Map(["tong-dai", "van-thu"].map((login) => [login, token(login)]));
        await this.serve();
    }

    async serve() {
        const { faults, env } = faultyEnvironment(null);
        this.faults = faults;
        this.server = await serve(null, this.office, { env });
        this.clerk = await this.server.signIn("van-thu");
        this.writer = await this.server.signIn("lanh-dao");
        this.hotline = await this.server.signIn("tong-dai");
        const form = await this.clerk.get("/van-ban/den/moi");
        this.csrf = csrfOf(form.text);
        this.hotlineCsrf = csrfOf((await this.hotline.get("/1022/phieu/moi")).text);
        this.entry = { received_on: "2021-07-30", author: "Bộ Tài chính", dated_on: "2021-07-29", arrival: "truc", handling: "de-biet", type: "cv" };
        this.warm = new Set();
    }

    async freshRecord() {
        const made = await Walk.requests.create.send(this, ++this.at);
        assert.equal(made.status, 201, made.text);
        this.record = JSON.parse(made.text).id;
        this.place = `/1022/phieu/${this.record}`;
        this.files = 0;
    }

    // How much of what the request makes there is.
    async count(kind) {
        const answer = await (kind.files ? this.api("GET", `/records/${this.record}/files`)
            : this.api("GET", `/registers/${kind.register}/records?page_size=1`, undefined, { Authorization: `Bearer ${this.tokens.get(kind.reader ?? "tong-dai")}` }));
        assert.equal(answer.status, 200, answer.text);
        const told = JSON.parse(answer.text);
        return kind.files ? told.files.length : told.total;
    }

    async send(name) {
        const late = new Promise((resolve) => setTimeout(resolve, STALL_MS, { status: "stalled", text: "", headers: {} }).unref());
        const sent = Walk.requests[name].send(this, ++this.at).catch((error) => ({ status: error.code ?? error.message, text: "", headers: {} }));
        return Promise.race([sent, late]);
    }

    async prepare(name) {
        const kind = Walk.requests[name];
        if (kind.files && (!this.record || this.files++ > FILES_A_RECORD)) await this.freshRecord();
        if (this.warm.has(name)) return;
        for (let i = 0; i < WARM; i++) {
            const answer = await this.send(name);
            assert.ok(answer.status === (kind.done ?? 200), `${name}: ${answer.status} ${answer.text.replace(/\s+/g, " ").slice(0, 2000)}`);
        }
        this.warm.add(name);
    }

    // How many calls of KIND one such request makes.
    async calls(name, kind) {
        await this.prepare(name);
        this.faults.arm(kind, 0);
        await this.send(name);
        return this.faults.disarm().calls;
    }

    async one(name, fault, n, options = {}) {
        await this.prepare(name);
        const kind = Walk.requests[name], logged = this.server.log.length;
        const before = kind.done ? await this.count(kind) : 0;
        this.faults.arm(fault, n, options);
        const answer = await this.send(name);
        const { failed } = this.faults.disarm();
        const stalled = answer.status === "stalled" && database === "postgres" && fault === "memory";
        if (stalled) {
            this.stalls++;
            this.server.child.kill("SIGKILL");
            await sleep(DEAD_MS);
        }
        const died = await this.revive(name, stalled || fault === "syncs", logged);
        const wrong = died || this.judge(kind, answer) || (kind.done ? this.judgeWritten(kind, answer, (await this.count(kind)) - before) : "");
        return { failed: failed > 0, status: answer.status, wrong };
    }

    judge(kind, answer) {
        if ([kind.done ?? 200, "ECONNRESET"].includes(answer.status) || (answer.status === "stalled" && database === "postgres")) return "";
        if (![500, 503, 507].includes(answer.status)) return `answered ${answer.status}: ${answer.text.replace(/\s+/g, " ").slice(0, 300)}`;
        if (!VIETNAMESE.test(answer.text)) return `${answer.status} without words: ${answer.text.slice(0, 200)}`;
        return "";
    }

    judgeWritten(kind, answer, made) {
        if (made !== 0 && made !== (kind.makes ?? 1)) return `${made} of ${kind.makes ?? 1} were written`;
        if (/chưa biết đã ghi hay chưa/.test(answer.text)) return ""; // the answer to the commit was lost
        const whole = kind.makes ?? 1, saysWritten = /Việc đã được ghi/.test(answer.text);
        if (answer.status === kind.done && made !== whole) return `${answer.status}, but nothing was written`;
        if (saysWritten && made !== whole) return "says that it was written";
        if (typeof answer.status === "number" && answer.status !== kind.done && !saysWritten && made !== 0) return `${answer.status}, but it was written`;
        return "";
    }

    // The program after a fault: "" where it lives, or may have ended; else how it died. Then there is another.
    async revive(name, mayEnd, logged) {
        const child = this.server.child, lives = () => child.exitCode === null && child.signalCode === null;
        for (let i = 0; i < 5 && lives(); i++) await sleep(2);
        if (lives()) return "";
        const how = `ended by ${child.signalCode ?? child.exitCode}: ${said(this.server.log.slice(logged))}`;
        const isWell = mayEnd && (child.signalCode === "SIGKILL" || /đĩa không giữ được dữ liệu/.test(this.server.log.slice(logged)));
        this.faults.close();
        await this.serve();
        return isWell ? "" : how;
    }

    async remove() {
        await this.server.stop();
        this.office.remove();
    }

    async end() {
        const status = await this.server.stop();
        this.faults.close();
        assert.equal(status, 0, `the server ends cleanly: ${said(this.server.log.slice(-4000))}`);
        for (const words of [["history", "verify", "--files"], ["numbers", "check"], ["tally", "check"]]) this.office.run(words);
    }
}

// Stacks of the library, with names where addr2line knows them.
function said(log) {
    return log.replace(/^(\/\S*\/congvu)\(\+(0x[0-9a-f]+)\).*$/gm, (line, file, address) => {
        const done = spawnSync("addr2line", ["-fpse", program, address], { encoding: "utf8" });
        return done.status === 0 ? `    ${done.stdout.trim()}` : line;
    }).slice(-6000);
}

export const NAMES = Object.keys(Walk.requests);

export async function faultWalk(office) {
    const walk = new Walk(office);
    await walk.begin();
    return walk;
}
