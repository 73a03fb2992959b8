// SPDX-License-Identifier: Apache-2.0
// What the program does when what it stands on breaks: PostgreSQL stopped, killed, frozen and cut off under load,
// clients that are slow on purpose, memory that ends and disks that fail in the middle of a request.
//
// Runs alone, since it measures time: healed within a second, answered within milliseconds.
//
// The tests of PostgreSQL bring their own, so that they are the same in both runs of this file. `script/bench faults`
// repeats them, with CONGVU_FAULTS=long against more slow clients.
//
// Planted and seen red, each alone: a lost connection left without its statements (the crash that this began with); a
// watch that does not shut the sockets of who waits; connecting though the database is known to be away; no second try
// after a connection that was cut; a server that ends where there is no database yet; PQstatus alone taken for the word
// of a connection (500 after an immediate stop).
//
// Slow connections, each alone: nobody is put out for who comes; a head without a minimum rate.
//
// Calls that fail: nothing was planted. Seen red by the walk were the defects that were there: an allocation of OpenSSL's for
// each hash, arenas without a frame, libmagic's crash in the server's process, a character that jansson dropped, a rollback
// that was prepared only when it was needed, a snapshot that did not end, 503 for what had been written.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { clusterOffice, makeCluster, sleep, writeOne, Writers } from "./cluster.mjs";
import { faultWalk, NAMES } from "./fault-walk.mjs";
import { emptyOffice, sampleOffice } from "./helper.mjs";
import { ask, serve } from "./serving.mjs";

const WRITERS = 6;
const BEFORE = 20; // acknowledged before the fault
const REFUSED_MS = 6000; // an answer where the database says nothing at all
const HEALED_MS = 1000;

let cluster, office, server, walk;
before(async () => {
    cluster = await makeCluster();
    office = clusterOffice(cluster);
    server = await serve(null, office);
});
after(async () => {
    await server?.stop();
    await cluster?.remove();
    await walk?.remove();
});
beforeEach(() => cluster.repair());
const LIMIT = { timeout: 60_000 }, LONG = { timeout: 180_000 };
const asked = (port) => (method, path, options) => ask(port, method, path, options);
const write = (key, port = server.port) => writeOne(asked(port), office.token, key);

function isRefusal(answer, media) {
    assert.equal(answer.status, 503, answer.text.slice(0, 300));
    assert.match(answer.headers["retry-after"], /^[1-9]\d?$/);
    assert.ok(answer.headers["content-type"].startsWith(media), answer.headers["content-type"]);
    assert.match(answer.text, /cơ sở dữ liệu/i);
    assert.ok(!/127\.0\.0\.1|server closed|FATAL|libpq/.test(answer.text), `nothing of the inside: ${answer.text}`);
}

// A page and a document of somebody who is known only to the database, and of nobody.
async function refusesAll(port) {
    const since = Date.now();
    const [page, document] = await Promise.all([
        ask(port, "GET", "/viec-cua-toi", { headers: { Cookie: `congvu=${"a".repeat(43)}` } }), write("lost", port),
    ]);
    isRefusal(page, "text/html");
    assert.match(page.text, /<html lang="vi"/);
    isRefusal(document, "application/problem+json");
    assert.equal(JSON.parse(document.text).code, "busy.connection");
    return Date.now() - since;
}

async function heals(port, since) {
    for (let i = 0; ; i++) {
        const answer = await write(`healed ${i}`, port);
        if (answer.status === 201) break;
        isRefusal(answer, "application/problem+json");
        assert.ok(Date.now() - since < HEALED_MS, `healed within ${HEALED_MS} ms`);
        await sleep(10);
    }
    const took = Date.now() - since;
    assert.ok(took < HEALED_MS, `healed after ${took} ms`);
    return took;
}

async function areThere(acknowledged) {
    for (const [id, number] of acknowledged) {
        const answer = await ask(server.port, "GET", `/api/v1/records/${id}`, { headers: { Authorization: `Bearer ${office.token}` } });
        assert.equal(answer.status, 200, id);
        assert.equal(JSON.parse(answer.text).number, number);
    }
}

// FAULT under load, the refusals meanwhile, RETURN, and what was acknowledged.
async function survives(t, fault, comeBack) {
    const writers = new Writers(asked(server.port), office.token, WRITERS);
    t.after(() => writers.stop());
    await writers.until(BEFORE);
    await fault();
    const refused = await refusesAll(server.port);
    assert.ok(refused < REFUSED_MS, `refused after ${refused} ms`);
    const known = Date.now();
    await refusesAll(server.port);
    assert.ok(Date.now() - known < 1000, "refused at once when it is known");
    const healed = await heals(server.port, await comeBack());
    await writers.stop();
    assert.deepEqual(Object.keys(writers.statuses).filter((status) => !["201", "503"].includes(status)), [], `${JSON.stringify(writers.statuses)}: ${server.log.slice(-2000)}`);
    assert.equal(writers.lost, 0, "every request was answered");
    assert.equal(server.child.exitCode, null, server.log.slice(-1000));
    await areThere(writers.acknowledged);
    return `${writers.acknowledged.size} acknowledged, refused after ${refused} ms, healed after ${healed} ms`;
}

/* --- PostgreSQL goes away ------------------------------------------------------------------------------------------
 */

for (const mode of ["fast", "immediate"])
    test(`PostgreSQL stopped (${mode}) under load: 503, healed within a second, nothing acknowledged is lost`, LIMIT, async (t) => {
        t.diagnostic(await survives(t, () => cluster.stop(mode), () => cluster.start()));
    });

test("PostgreSQL killed with -9 under load", LIMIT, async (t) => {
    t.diagnostic(await survives(t, () => cluster.kill(), () => cluster.start()));
});

test("PostgreSQL frozen under load", LIMIT, async (t) => {
    t.diagnostic(await survives(t, () => cluster.signal("SIGSTOP"), () => {
        cluster.signal("SIGCONT");
        return Date.now();
    }));
});

test("a network that drops everything, and half-open connections after it", LIMIT, async (t) => {
    t.diagnostic(await survives(t, () => cluster.line.cut(), () => {
        cluster.line.mend();
        return Date.now();
    }));
});

test("backends terminated under load: whoever asks next has a new one", LIMIT, async (t) => {
    const writers = new Writers(asked(server.port), office.token, WRITERS);
    t.after(() => writers.stop());
    for (let i = 0; i < 5; i++) {
        await writers.until(writers.acknowledged.size + 5);
        assert.ok(cluster.terminateBackends("office") > 0);
    }
    await writers.stop();
    await sleep(200);
    assert.ok(cluster.terminateBackends("office") > 0);
    const page = await ask(server.port, "GET", "/dang-nhap");
    assert.equal(page.status, 200, "an idle connection that was cut is no fault of the next visitor");
    assert.equal((await write("after")).status, 201);
    assert.deepEqual(Object.keys(writers.statuses).filter((status) => !["201", "503"].includes(status)), []);
    assert.equal(writers.lost, 0);
    await areThere(writers.acknowledged);
});

test("a server that starts before its database answers 503, and serves as soon as it is there", LIMIT, async (t) => {
    cluster.stop("fast");
    const early = await serve(t, { ...office, remove() {} });
    await refusesAll(early.port);
    isRefusal(await ask(early.port, "GET", "/dang-nhap"), "text/html");
    const style = (await ask(early.port, "GET", "/dang-nhap")).text.match(/href="(\/static[^"]*css)"/)[1];
    assert.equal((await ask(early.port, "GET", style)).status, 200, "the page has its style");
    const healed = await heals(early.port, await cluster.start());
    t.diagnostic(`served after ${healed} ms`);
    await heals(server.port, Date.now());
});

/* --- clients that are slow on purpose ------------------------------------------------------------------------------
 */

const SLOW = process.env.CONGVU_FAULTS === "long" ? 3000 : 1500, ADDRESSES = 200, FRESH_MS = 2000, PROBE_MS = 6000, HEAD_MS = 15_000;

// What goes, and in which order, is tested in src/http/server_room_test.c.
test(`${SLOW} connections that send a byte every two seconds keep no fresh client out`, LIMIT, async (t) => {
    const home = await serve(t, emptyOffice(t)), slow = [];
    let ended = 0;
    t.after(() => slow.forEach((one) => one.destroy()));
    for (let i = 0; i < SLOW; i++) {
        const one = connect({ port: home.port, host: "127.0.0.1", localAddress: `127.0.${1 + (i % ADDRESSES)}.${1 + Math.floor(i / ADDRESSES)}` });
        one.on("error", () => {}).on("close", () => ended++);
        one.write("POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ");
        slow.push(one);
    }
    const drip = setInterval(() => slow.forEach((one) => one.writable && one.write("a")), 2000);
    t.after(() => clearInterval(drip));
    const times = [];
    for (const until = Date.now() + PROBE_MS; Date.now() < until; await sleep(20)) {
        const since = Date.now();
        const answer = await ask(home.port, "GET", "/dang-nhap", { headers: { Connection: "close" } });
        assert.equal(answer.status, 200);
        times.push(Date.now() - since);
    }
    times.sort((a, b) => a - b);
    t.diagnostic(`${times.length} fresh clients, p50 ${times[times.length >> 1]} ms, p99 ${times[Math.floor(times.length * 0.99)]} ms; ${ended} slow ones ended`);
    assert.ok(times.at(-1) < FRESH_MS, `the last was answered after ${times.at(-1)} ms`);
    assert.ok(ended >= SLOW - 1000, `${ended} slow ones lost their places`);
    for (const until = Date.now() + HEAD_MS; ended < SLOW && Date.now() < until; await sleep(100));
    assert.equal(ended, SLOW, "a head that began comes to its end or is put out, though nobody needs its place");
});

/* --- calls that fail -----------------------------------------------------------------------------------------------
 */

const WALK_MS = 4000, CASES_MIN = 40;
const GOLDEN = 0.6180339887498949; // spreads samples over a range, however many there are

// The N-th call of one of FAULTS in a request of each kind in turn, spread over all that such a request makes.
// `script/bench faults` walks all of them.
async function sampled(t, faults, names) {
    const wrong = [], counts = new Map();
    walk ??= await faultWalk(sampleOffice({ after() {} })); // gone with the file, not with this test
    let cases = 0, failed = 0;
    for (const name of names) for (const fault of faults) counts.set(`${name} ${fault}`, await walk.calls(name, fault));
    for (const until = Date.now() + WALK_MS; Date.now() < until || cases < CASES_MIN; cases++) {
        const name = names[cases % names.length], fault = faults[Math.floor(cases / names.length) % faults.length];
        const n = 1 + Math.floor(((cases * GOLDEN) % 1) * counts.get(`${name} ${fault}`));
        const told = await walk.one(name, fault, n);
        failed += told.failed;
        if (told.wrong) wrong.push(`${name}, ${fault} ${n}: ${told.wrong}`);
    }
    t.diagnostic(`${cases} cases, ${failed} calls failed${walk.stalls ? `, ${walk.stalls} times libpq lost an answer` : ""}`);
    assert.deepEqual(wrong, []);
    assert.ok(failed >= CASES_MIN / 2, `${failed} calls failed`);
}

test("an allocation that fails ends its request, and what was to be written stands whole or not at all", LONG, (t) =>
    sampled(t, ["memory"], NAMES));

test("a disk that is full or gives nothing back ends the request: an upload leaves its file and its answer, or neither", LONG, (t) =>
    sampled(t, ["writes", "reads", "opens", "renames"], ["create", "import", "upload", "upload by the page"]));

test("after all that failed the program ends well, and the office is as its history says", LONG, async () => {
    await walk?.end();
});
