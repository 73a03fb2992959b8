// SPDX-License-Identifier: Apache-2.0
// A server whose allocations, writes, reads, syncs fail on purpose (tests/fault.c, loaded before the program).
//
//     const faulty = await serveFaulty(t, emptyOffice(t));      // { server, faults }
//     faulty.faults.arm("memory", 7);                            // the seventh allocation from now on fails, once
//     const answer = await faulty.server.visitor().get("/");
//     faulty.faults.disarm();                                    // { calls, failed } since it was armed
//
// The library is built by cc in the folder of the run. A sanitized program runs with it too.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants } from "node:os";
import { serve } from "./serving.mjs";
import { top } from "./tree.mjs";

const KINDS = ["", "memory", "writes", "syncs", "reads", "opens", "renames"]; // as in tests/fault.c
const ORDER_BYTES = 40;
const { ENOMEM, ENOSPC, EIO } = constants.errno;
const USUAL = { memory: ENOMEM, writes: ENOSPC, syncs: EIO, reads: EIO, opens: constants.errno.EMFILE, renames: EIO };

let folder;
function library() {
    if (folder) return join(folder, "fault.so");
    folder = mkdtempSync(join(tmpdir(), "congvu-fault-"));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    const done = spawnSync("cc", ["-D_GNU_SOURCE", "-O2", "-g", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", join(folder, "fault.so"), join(top, "tests/fault.c"), "-ldl"], { encoding: "utf8" });
    assert.equal(done.status, 0, done.stderr);
    return join(folder, "fault.so");
}

class Faults {
    constructor(path) {
        this.file = openSync(path, "w+");
        ftruncateSync(this.file, ORDER_BYTES);
    }

    #write(kind, n, { error = 0, lasting = 0, shows = false }) {
        const order = Buffer.alloc(ORDER_BYTES);
        order.writeInt32LE(error, 4);
        order.writeInt32LE(Number(lasting), 8);
        order.writeInt32LE(Number(shows), 12);
        order.writeBigInt64LE(n === 0 ? -(1n << 41n) : BigInt(n), 16);
        writeSync(this.file, order, 0, ORDER_BYTES, 0);
        order.writeInt32LE(kind, 0);
        writeSync(this.file, order, 0, 4, 0);
    }

    // The N-th call of KIND from now on fails, LASTING of them in a row; N 0: none does, they are counted.
    arm(kind, n, { error = USUAL[kind], lasting, shows } = {}) {
        assert.ok(KINDS.indexOf(kind) > 0, kind);
        this.#write(KINDS.indexOf(kind), n, { error, lasting, shows });
    }

    told() {
        const order = Buffer.alloc(ORDER_BYTES);
        readSync(this.file, order, 0, ORDER_BYTES, 0);
        return { calls: Number(order.readBigInt64LE(24)), failed: Number(order.readBigInt64LE(32)) };
    }

    disarm() {
        const told = this.told();
        this.#write(0, 0, {});
        return told;
    }

    close() {
        closeSync(this.file);
    }
}

// What `serve` takes as env, and the faults it gives.
export function faultyEnvironment(t, name = "order") {
    const built = library(), path = join(folder, `${name}-${Math.random().toString(36).slice(2)}`);
    const faults = new Faults(path);
    t?.after(() => faults.close());
    const sanitizer = ["verify_asan_link_order=0", process.env.ASAN_OPTIONS].filter(Boolean).join(":");
    return { faults, env: { LD_PRELOAD: built, CONGVU_FAULT: path, ASAN_OPTIONS: sanitizer } };
}

export async function serveFaulty(t, office, options = {}) {
    const { faults, env } = faultyEnvironment(t);
    const server = await serve(t, office, { ...options, env: { ...env, ...options.env } });
    return { server, faults };
}
