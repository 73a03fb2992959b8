// SPDX-License-Identifier: Apache-2.0
// Offices for whole-program tests. A file of tests is tests/AREA.test.mjs; `script/test AREA` runs it, once on each
// database, because it imports this file in exactly this form:
//
//     import assert from "node:assert/strict";
//     import { test } from "node:test";
//     import { emptyOffice, sampleOffice, sharedSample, run } from "./helper.mjs";
//
//     test("a cancelled petition is not counted", (t) => {
//         const office = sampleOffice(t);                        // a copy of the July office, gone after the test
//         const { records } = office.json(["list", "petition", "source=buu-dien", "--format", "json"]);
//         office.run(["step", records[0].id, "cancel", "reason=trùng"]);
//         assert.equal(office.json(["figure", "monthly", "2021-07", "petitions_by_post", "--json"]).value, 61);
//     });
//
//     emptyOffice(t)        after `congvu init`: no records
//     sampleOffice(t)       after `congvu sample --month 2021-07`: may be changed
//     sharedSample()        the same, made once for all tests of a file: only for reading, and quick
//     bareOffice(t)         a place without an office
//     run(args)             the program without an office: `run(["deadline", "2021-08-31T15:00", "3 ngày làm việc"])`
//
// office.run(args, { expect, input, env, cwd }) gives { status, stdout, stderr } and fails the test when the exit
// status is not EXPECT (0 without it; `null` takes any). office.json(args, …) parses stdout. office.place is what names
// the office on the command line, office.files a folder for a test's own files. The clock stands at 2021-08-02T08:00.
//
// golden("report/july.txt", text) holds TEXT against tests/golden/report/july.txt; `script/test --update-golden AREA`
// rewrites the file.
//
// A test says the same on both databases; `database` is there for the few that look at the database itself, and every
// test exists on both. Keep tests flat (no groups): each `test(…)` counts as one.
//
// CONGVU_TEST_DB is sqlite or postgres, CONGVU_BIN the program (build/congvu without it), CONGVU_TEST_PG the address of
// a PostgreSQL cluster in which databases may be made.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { top } from "./tree.mjs";

export const database = process.env.CONGVU_TEST_DB ?? "sqlite";
export const program = process.env.CONGVU_BIN ?? join(top, "build/congvu");

const COMMAND_SECONDS = 300;
const OUTPUT_MAX = 256 << 20;

assert.ok(["sqlite", "postgres"].includes(database), `CONGVU_TEST_DB=${database}`);
assert.ok(database === "sqlite" || process.env.CONGVU_TEST_PG, "CONGVU_TEST_PG is not set: tests/postgres.sh COMMAND… sets it");

// Where offices of this run lie; script/test takes it away.
export const work = process.env.CONGVU_TEST_WORK ?? mkdtempSync(join(tmpdir(), "congvu-test-"));
if (!process.env.CONGVU_TEST_WORK) process.on("exit", () => rmSync(work, { recursive: true, force: true }));

// The program's environment: nothing of the developer's settings.
function environment(extra) {
    const { CONGVU_DATA, CONGVU_DB, ...inherited } = process.env;
    return { ...inherited, LANG: "C.UTF-8", CONGVU_NOW: "2021-08-02T08:00", ...extra };
}

export function run(args, { expect = 0, input, env, cwd } = {}) {
    const done = spawnSync(program, args.map(String), {
        cwd: cwd ?? tmpdir(), input, env: environment(env), encoding: "utf8",
        timeout: COMMAND_SECONDS * 1000, maxBuffer: OUTPUT_MAX,
    });
    if (done.error) throw done.error;
    const result = { status: done.status ?? done.signal, stdout: done.stdout, stderr: done.stderr };
    if (expect !== null && result.status !== expect)
        assert.fail(`congvu ${args.join(" ")}: exit ${result.status}, not ${expect}\n${tail(done.stdout)}${tail(done.stderr)}`);
    return result;
}

const tail = (text) => (text.length > 4000 ? `…${text.slice(-4000)}` : text);

function sql(statement) {
    const done = spawnSync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", process.env.CONGVU_TEST_PG, "-c", statement], { encoding: "utf8" });
    assert.equal(done.status, 0, `${statement}: ${done.stderr}`);
}

// The address of another database of the cluster.
function addressOf(name) {
    const [, start, query] = process.env.CONGVU_TEST_PG.match(/^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?(\?.*)?$/);
    return `${start}/${name}${query ?? ""}`;
}

class Office {
    constructor(folder, name) {
        this.folder = folder;
        this.name = name;
        this.files = `${folder}-files`;
        this.place = database === "sqlite" ? ["--data", folder] : ["--db", addressOf(name), "--blobs", join(folder, "blobs")];
    }

    run(args, options) {
        return run([...args, ...this.place], options);
    }

    json(args, options) {
        const { stdout } = this.run(args, options);
        try {
            return JSON.parse(stdout);
        } catch (error) {
            assert.fail(`congvu ${args.join(" ")}: ${error.message}\n${tail(stdout)}`);
        }
    }

    remove() {
        rmSync(this.folder, { recursive: true, force: true });
        rmSync(this.files, { recursive: true, force: true });
        if (database === "postgres") sql(`drop database if exists ${this.name} with (force)`);
    }
}

export function golden(path, text) {
    const file = join(top, "tests/golden", path);
    if (process.env.CONGVU_UPDATE_GOLDEN === "yes") {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
    }
    assert.ok(existsSync(file), `there is no tests/golden/${path}; script/test --update-golden makes it`);
    assert.equal(text, readFileSync(file, "utf8"), `tests/golden/${path}`);
}

let made = 0;

// A place for an office named after NAME, a copy of the office FROM where one is given.
function place(name, from) {
    const office = new Office(join(work, name), `congvu_${name}`.replace(/[^a-z0-9_]/g, "_"));
    mkdirSync(office.files, { recursive: true });
    if (from) cpSync(from.folder, office.folder, { recursive: true });
    else if (database === "postgres") mkdirSync(office.folder, { recursive: true });
    if (database === "postgres") sql(`create database ${office.name} template ${from ? from.name : "template0"} strategy file_copy`);
    return office;
}

const nextName = () => `office_${process.pid}_${++made}`;

export function bareOffice(t) {
    const office = place(nextName());
    t.after(() => office.remove());
    return office;
}

const failures = new Map(); // in this file of tests, by office: not tried again for each test

// An office made once in the whole run, by ARGS: the folder "NAME-made" says that it is complete. Nobody runs anything in
// it: even a reading command writes that personal data was read, and what is being written cannot be copied.
function pristine(kind, args) {
    const name = `${kind}_${database}`;
    const complete = join(work, `${name}-made`);
    if (existsSync(complete)) return new Office(join(work, name), `congvu_${name}`);
    if (failures.has(kind)) throw failures.get(kind);
    try {
        new Office(join(work, name), `congvu_${name}`).remove(); // what an earlier failure left
        const office = place(name);
        writeFileSync(`${office.folder}-said`, office.run(args).stdout);
        mkdirSync(complete);
        return office;
    } catch (error) {
        failures.set(kind, error);
        throw error;
    }
}

const pristineEmpty = () => pristine("empty", ["init"]);
const pristineSample = () => pristine("sample", ["sample", "--month", "2021-07", "--json"]);

// The folder of that office, only to look at, and what the command that made it said.
export function sampleAsMade() {
    const { folder } = pristineSample();
    return { folder, said: JSON.parse(readFileSync(`${folder}-said`, "utf8")) };
}

function copyOf(t, from) {
    const office = place(nextName(), from);
    t.after(() => office.remove());
    return office;
}

export const emptyOffice = (t) => copyOf(t, pristineEmpty());

let shared;

export function sharedSample() {
    if (!shared) {
        shared = place(nextName(), pristineSample());
        process.on("exit", () => shared.remove());
    }
    return shared;
}

// What stands in the database, for facts that the program should not be asked; each row an object.
export function rowsOf(office, statement) {
    const done = database === "sqlite"
        ? spawnSync("sqlite3", ["-readonly", "-json", join(office.folder, "congvu.db"), statement], { encoding: "utf8", maxBuffer: OUTPUT_MAX })
        : spawnSync("psql", ["-X", "-A", "-t", "-q", "-d", office.place[1], "-c", `select coalesce(json_agg(t), '[]') from (${statement}) t`],
            { encoding: "utf8", maxBuffer: OUTPUT_MAX });
    assert.equal(done.status, 0, `${statement}: ${done.stderr ?? done.error}`);
    return JSON.parse(done.stdout.trim() || "[]");
}

export const sampleOffice = (t) => copyOf(t, pristineSample());
