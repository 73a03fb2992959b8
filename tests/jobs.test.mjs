// SPDX-License-Identifier: Apache-2.0
// The jobs of running servers and a real mail server (Debian's python3-aiosmtpd, tests/smtp-server.py), which reads each
// mail with Python's email package: the morning's digests, once each however many servers run; a mail that fails, is
// given up and is sent again by hand; a server killed between sending and noting.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { database, run, sampleOffice } from "./helper.mjs";
import { serve } from "./serving.mjs";
import { top } from "./tree.mjs";

const PATIENCE_MS = 30_000;
process.setMaxListeners(40); // a dozen servers, each ended with this process
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what, look) {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
        const seen = await look();
        if (seen) return seen;
    }
    assert.fail(`not within ${PATIENCE_MS} ms: ${what}`);
}

// { port, taken() }: what it took, oldest first.
async function mailServer(t, office) {
    const file = join(office.files, "mails");
    const child = spawn("/usr/bin/python3", [join(top, "tests/smtp-server.py"), file], { stdio: ["ignore", "pipe", "inherit"] });
    t.after(() => child.kill());
    const { port } = await new Promise((resolve, reject) => {
        createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)));
        child.once("exit", (status) => reject(new Error(`the mail server ended with ${status}`)));
    });
    return { port, taken: () => existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [] };
}

// A sample office whose settings name the mail server, with everybody of ADDRESSES reached.
async function officeWithMail(t, addresses, settings = {}) {
    const office = sampleOffice(t), mail = await mailServer(t, office), overlay = join(office.files, "overlay");
    const all = { "mail.server": `smtp://127.0.0.1:${mail.port}`, "mail.from": "congvu@vp.gov.vn", "mail.tls": "none", "mail.retry": "1", "mail.tries": "3", ...settings };
    mkdirSync(overlay, { recursive: true });
    writeFileSync(join(overlay, "settings.yaml"), `settings:\n${Object.entries(all).map(([name, value]) => `  - { name: ${name}, value: "${value}" }\n`).join("")}`);
    const options = ["--office", overlay];
    office.run(["migrate", ...options]);
    // everybody has something to be told
    const { records } = office.json(["list", "incoming", "group=open&sort=due", "--format", "json", ...options]);
    const record = records.find(({ due }) => due?.slice(0, 10) <= "2021-08-04").id;
    office.run(["assign", record, `support=${Object.keys(addresses).join(",")}`, ...options]);
    const early = await serve(null, office, { args: [...options, "--now", "2021-08-02T06:30"] }); // before the morning
    for (const [login, address] of Object.entries(addresses)) {
        const person = await early.signIn(login);
        const page = await person.submit(await person.get("/tai-khoan"), "/tai-khoan/thu", { address, wanted: "yes" });
        assert.match(page.text, /Đã ghi nơi nhận bản tin/);
    }
    const start = (now = "2021-08-02T07:00") => serve(null, office, { args: [...options, "--now", now] });
    await early.stop();
    return { office, mail, start, options };
}

// The jobs page, to its administrator, who signs in once.
async function jobsOf(server) {
    server.administrator ??= await server.signIn("quan-tri");
    return (await server.administrator.get("/quan-tri/viec-chay-nen")).text;
}

// Where the database allows, two servers run on one office.
test("each person's digest is sent once, by whichever server", async (t) => {
    const addresses = { "van-thu": "van-thu@vp.gov.vn", "chuyen-vien": "chuyen-vien@vp.gov.vn", "lanh-dao": "lanh-dao@vp.gov.vn", "truong-phong": "truong-phong@vp.gov.vn" };
    const { office, mail, start, options } = await officeWithMail(t, addresses);
    const servers = database === "postgres" ? await Promise.all([start(), start()]) : [await start()];
    t.after(() => Promise.all(servers.map((server) => server.stop())));
    const page = await until("the mails are sent", async () => {
        const text = await jobsOf(servers[0]);
        return /đang chờ 0\b/.test(text) && mail.taken().length >= 4 && text;
    });
    await sleep(1000); // a second one would come now
    const taken = mail.taken();
    assert.deepEqual(new Set(taken.map((one) => one.to[0])).size, taken.length, "one each");
    assert.match(page, new RegExp(`gửi ${taken.length}, không có gì để báo ${4 - taken.length}`));
    for (const one of taken) {
        assert.equal(one.type, "multipart/alternative");
        assert.deepEqual(one.defects, []);
        assert.match(one.heads.Subject, /^Bản tin 02\/08\/2021(:|$)/);
        assert.equal(one.heads["Message-ID"], `<digest.2021-08-02.${one.to[0].split("@")[0]}@vp.gov.vn>`);
        assert.equal(one.heads["Auto-Submitted"], "auto-generated");
        assert.match(one.plain, /mở trang Tài khoản trong Công vụ/); // without --public-url there are no links
        assert.match(one.html, /<li>/);
    }
    const leader = taken.find((one) => one.to[0].startsWith("lanh-dao"));
    const shown = await (await servers[0].signIn("lanh-dao")).get("/viec-cua-toi/ban-tin");
    const waits = leader.plain.match(/- (.*) \(Văn bản đi\): (\d+)/);
    assert.ok(waits, leader.plain);
    assert.ok(shown.text.includes(waits[1]) && shown.text.includes(`>${waits[2]}<`), "the page says what the mail says");
    assert.equal(taken.length, 4);
    await Promise.all(servers.map((server) => server.stop()));
    office.run(["history", "verify", ...options]);
});

test("a mail that failed is tried again, given up, and sent again by hand", async (t) => {
    const { mail, start, options } = await officeWithMail(t, { "lanh-dao": "later@vp.gov.vn", "truong-phong": "never@vp.gov.vn", "van-thu": "dead@vp.gov.vn" });
    const server = await start();
    t.after(() => server.stop());
    const page = await until("two are given up, one is sent", async () => {
        const text = await jobsOf(server);
        return /Không gửi được: 2\b/.test(text) && mail.taken().length === 1 && text;
    });
    assert.match(page, /550 5\.1\.1 no such user/);
    assert.match(page, /451 4\.2\.0 come again/);
    assert.equal((page.match(/Gửi lại/g) ?? []).length, 2);
    const admin = await server.signIn("quan-tri"), truong = await server.signIn("truong-phong");
    await truong.submit(await truong.get("/tai-khoan"), "/tai-khoan/thu", { address: "truong-phong@vp.gov.vn", wanted: "yes" });
    const form = await admin.get("/quan-tri/viec-chay-nen");
    const again = await admin.submit(form, "/quan-tri/viec-chay-nen", { login: "truong-phong", day: "2021-08-02" });
    assert.match(again.text, /Sẽ gửi lại thư cho truong-phong/);
    await until("it is sent", () => mail.taken().some((one) => one.to[0] === "truong-phong@vp.gov.vn"));
    assert.equal((await truong.get("/quan-tri/viec-chay-nen")).status, 403);
    const { token } = JSON.parse(run(["user", "token", "quan-tri", "thử", "--json", ...server.office.place, ...options]).stdout);
    const answer = await server.visitor().ask("GET", "/api/v1/jobs", { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200, answer.text);
    const said = JSON.parse(answer.text);
    assert.ok(said.jobs.find((job) => job.name === "digest" && job.ok && job.next_at.startsWith("2021-08-03T07:00")), answer.text);
});

test("a person who wants no mail gets none", async (t) => {
    const { mail, start } = await officeWithMail(t, { "lanh-dao": "lanh-dao@vp.gov.vn", "truong-phong": "truong-phong@vp.gov.vn" });
    const early = await start("2021-08-02T06:00");
    const head = await early.signIn("truong-phong");
    await head.submit(await head.get("/tai-khoan"), "/tai-khoan/thu", { address: "truong-phong@vp.gov.vn", wanted: "no" });
    await early.stop();
    const server = await start();
    t.after(() => server.stop());
    await until("the leader's is sent", () => mail.taken().length > 0);
    await until("none waits", async () => /đang chờ 0\b.*tắt nhận thư: 1\b/s.test(await jobsOf(server)));
    assert.deepEqual(mail.taken().map((one) => one.to[0]), ["lanh-dao@vp.gov.vn"]);
});

// At least once: what was sent and not noted is sent again, under the same Message-ID.
test("a server killed between sending and noting sends it again under its name", async (t) => {
    const { mail, start } = await officeWithMail(t, { "lanh-dao": "kill@vp.gov.vn" });
    const server = await start();
    await until("the mail server has it and has not said so", () => mail.taken().length === 1);
    server.child.kill("SIGKILL");
    await new Promise((resolve) => server.child.once("exit", resolve));
    const next = await start("2021-08-02T07:20"); // the claim of the dead one is over
    t.after(() => next.stop());
    await until("it is noted", async () => /gửi 1, không có gì để báo 0, đang chờ 0\b/.test(await jobsOf(next)));
    const ids = mail.taken().map((one) => one.heads["Message-ID"]);
    assert.deepEqual(ids, [ids[0], ids[0]]);
});
