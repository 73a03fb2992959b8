// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL cluster that a test may break: stopped, killed, frozen, cut off. It syncs, so that what was acknowledged
// must be there afterwards.
//
//     const cluster = await makeCluster();
//     const office = clusterOffice(cluster);          // init; office.place for serve()
//     cluster.stop("immediate"); await cluster.start();
//     await cluster.remove();
//
// The program reaches it through a line (a proxy on TCP) that can go silent as a dead network does: what is sent is
// taken and answered by nobody, connections stay open.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./helper.mjs";

const READY_MS = 30_000;

const postgresFolder = () => {
    const versions = readdirSync("/usr/lib/postgresql").map(Number).filter(Boolean).sort((a, b) => a - b);
    assert.ok(versions.length, "PostgreSQL is installed");
    return `/usr/lib/postgresql/${versions.at(-1)}/bin`;
};
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// PostgreSQL does not run as root: then the cluster belongs to the user postgres.
function asOwner(command, args) {
    const isRoot = process.getuid() === 0;
    const words = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", command, ...args] : [command, ...args];
    return spawnSync(words[0], words.slice(1), { encoding: "utf8", cwd: tmpdir(), stdio: ["ignore", "pipe", "pipe"] });
}

const freePort = () => new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
        const { port } = server.address();
        server.close(() => resolve(port));
    });
});

// The way to the cluster.
class Line {
    constructor(to) {
        this.to = to;
        this.pairs = new Set();
        this.silent = false;
        this.server = createServer((near) => this.#pair(near));
    }

    #pair(near) {
        const far = this.silent ? null : connect(this.to, "127.0.0.1");
        const pair = [near, far];
        this.pairs.add(pair);
        const end = () => {
            if (this.silent) return; // a dead network brings no end either
            this.pairs.delete(pair);
            near.destroy();
            far?.destroy();
        };
        for (const [from, into] of [[near, far], [far, near]])
            from?.on("data", (bytes) => !this.silent && into?.write(bytes)).on("end", end).on("close", end).on("error", end);
    }

    open() {
        return new Promise((resolve) => this.server.listen(0, "127.0.0.1", () => resolve(this.server.address().port)));
    }

    cut() {
        this.silent = true;
    }

    // Connections of before the silence are dead.
    mend() {
        this.silent = false;
        for (const pair of [...this.pairs]) for (const end of pair) end?.destroy();
        this.pairs.clear();
    }

    close() {
        this.mend();
        this.server.close();
    }
}

class Cluster {
    constructor(folder, bin, port) {
        Object.assign(this, { folder, bin, port, data: join(folder, "data"), line: new Line(port) });
    }

    control(...args) {
        return asOwner(join(this.bin, "pg_ctl"), ["-D", this.data, "-s", "-l", join(this.folder, "log"), ...args]);
    }

    // Gives the moment at which it first answered.
    async start() {
        const done = this.control("-W", "start");
        assert.equal(done.status, 0, done.stderr);
        for (const until = Date.now() + READY_MS; Date.now() < until; await sleep(10))
            if (spawnSync(join(this.bin, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(this.port)]).status === 0) return Date.now();
        assert.fail(readFileSync(join(this.folder, "log"), "utf8").slice(-2000));
    }

    stop(mode) {
        this.control("-m", mode, "-w", "stop");
    }

    // The postmaster first.
    processes() {
        const main = readFileSync(join(this.data, "postmaster.pid"), "utf8").split("\n")[0];
        const listed = spawnSync("ps", ["-o", "pid=", "--ppid", main], { encoding: "utf8" }).stdout.split("\n");
        return [main, ...listed].map((one) => Number(one.trim())).filter(Boolean);
    }

    signal(name) {
        for (const id of this.processes()) {
            try {
                process.kill(id, name);
            } catch (error) {
                if (error.code !== "ESRCH") throw error;
            }
        }
    }

    async kill() {
        const gone = this.processes();
        this.signal("SIGKILL");
        const lives = (id) => {
            try {
                return process.kill(id, 0);
            } catch {
                return false;
            }
        };
        while (gone.some(lives)) await sleep(10);
    }

    sql(statement, database = "postgres") {
        const done = spawnSync("psql", ["-X", "-q", "-A", "-t", "-h", "127.0.0.1", "-p", String(this.port), "-U", "congvu", "-d", database, "-c", statement], { encoding: "utf8" });
        assert.equal(done.status, 0, done.stderr);
        return done.stdout.trim();
    }

    terminateBackends(database) {
        return Number(this.sql(`select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '${database}' and pid <> pg_backend_pid()`));
    }

    // As it was before a test that failed half way.
    async repair() {
        if (this.line.silent) this.line.mend();
        if (existsSync(join(this.data, "postmaster.pid"))) this.signal("SIGCONT");
        else await this.start();
    }

    async remove() {
        this.line.close();
        if (existsSync(join(this.data, "postmaster.pid"))) this.signal("SIGCONT");
        this.stop("immediate");
        rmSync(this.folder, { recursive: true, force: true });
    }
}

export async function makeCluster() {
    const bin = postgresFolder(), folder = mkdtempSync(join(tmpdir(), "congvu-faults-"));
    if (process.getuid() === 0) {
        const { stdout } = spawnSync("id", ["-u", "postgres"], { encoding: "utf8" });
        chownSync(folder, Number(stdout), -1);
    }
    const cluster = new Cluster(folder, bin, await freePort());
    const made = asOwner(join(bin, "initdb"), ["-D", cluster.data, "-U", "congvu", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8"]);
    assert.equal(made.status, 0, made.stderr);
    appendFileSync(join(cluster.data, "postgresql.conf"),
        `listen_addresses = '127.0.0.1'\nport = ${cluster.port}\nunix_socket_directories = ''\nfsync = on\nmax_connections = 100\nlog_min_messages = fatal\n`);
    cluster.linePort = await cluster.line.open();
    await cluster.start();
    return cluster;
}

// An empty office in the cluster, with a person who writes; whole-program tests serve it with serve().
export function clusterOffice(cluster) {
    cluster.sql("create database office");
    const folder = join(cluster.folder, "office");
    mkdirSync(folder);
    const place = ["--db", `postgresql://congvu@127.0.0.1:${cluster.linePort}/office`, "--blobs", join(folder, "blobs")];
    const office = { folder, place, remove() {} };
    const direct = ["--db", `postgresql://congvu@127.0.0.1:${cluster.port}/office`, ...place.slice(2)]; // this process cannot serve the line while it waits
    run(["init", ...direct]);
    run(["user", "add", "ghi.nv", "name=Ghi", "unit=nc", "roles=operator", ...direct]);
    office.direct = direct;
    office.token = JSON.parse(run(["user", "token", "ghi.nv", "thử", "--json", ...direct]).stdout).token;
    return office;
}

// Writers who go on whatever is answered, and remember what they were told. Ended by stop().
export class Writers {
    constructor(ask, token, count) {
        Object.assign(this, { ask, token, acknowledged: new Map(), statuses: {}, lost: 0, going: true });
        this.done = Promise.all(Array.from({ length: count }, (_, at) => this.#write(at)));
    }

    async #write(at) {
        for (let i = 0; this.going; i++) {
            try {
                const { status, record } = await writeOne(this.ask, this.token, `w${at}-${i}`);
                this.statuses[status] = (this.statuses[status] ?? 0) + 1;
                if (status === 201) this.acknowledged.set(record.id, record.number);
                else await sleep(20);
            } catch {
                this.lost++;
                await sleep(20);
            }
        }
    }

    async until(count) {
        const limit = Date.now() + 30_000;
        while (this.acknowledged.size < count && Date.now() < limit) await sleep(10);
        assert.ok(this.acknowledged.size >= count, `${this.acknowledged.size} were written: ${JSON.stringify(this.statuses)}`);
    }

    async stop() {
        this.going = false;
        await this.done;
    }
}

export async function writeOne(ask, token, key) {
    const body = JSON.stringify({ fields: { received_on: "2021-08-01T10:00", channel: "phone", kind: "phan-anh", summary: `thử ${key}`, sector: "dat-dai" } });
    const answer = await ask("POST", "/api/v1/registers/feedback/records", {
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }, body,
    });
    return { ...answer, record: answer.status === 201 ? JSON.parse(answer.text) : null };
}
