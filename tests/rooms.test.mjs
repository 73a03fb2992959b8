// SPDX-License-Identifier: Apache-2.0
// Includes go downwards: src/rooms.txt says which room may include which, and every #include of src/ is held against it.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { filesBelow, readSource, top } from "./tree.mjs";

// Map of room → set of rooms it may include, from the text of rooms.txt.
function readRooms(text) {
    const rooms = new Map();
    for (const line of text.split("\n")) {
        if (line.trim() === "" || line.startsWith("#")) continue;
        const [, room, allowed] = line.match(/^(\w+):\s*(.*)$/) ?? assert.fail(`rooms.txt: ${line}`);
        assert.ok(!rooms.has(room), `rooms.txt lists ${room} twice`);
        rooms.set(room, new Set(allowed.split(/\s+/).filter(Boolean)));
    }
    return rooms;
}

// A test may make its office by rooms above its own, also by a header that tests share.
const isOfTests = (path) => /_test\.c$|testing[^/]*\.h$/.test(path);

// What is wrong with the includes below ROOT/src, a line each.
function faults(root) {
    const rooms = readRooms(readFileSync(join(root, "src/rooms.txt"), "utf8"));
    const found = [];
    for (const room of rooms.keys())
        if (!existsSync(join(root, "src", room))) found.push(`rooms.txt lists ${room}, which has no folder`);
    for (const path of filesBelow("src", [".c", ".h"], root)) {
        const room = path.split("/")[1];
        if (!rooms.has(room)) {
            found.push(`${path}: the room ${room} is not in rooms.txt`);
            continue;
        }
        readSource(path, root).split("\n").forEach((line, at) => {
            const [, included] = line.match(/^\s*#\s*include\s*"([^"]+)"/) ?? [];
            if (!included) return;
            const [target, ...rest] = included.split("/");
            const isPrivate = included.endsWith("_internal.h");
            if (rest.length === 0) found.push(`${path}:${at + 1}: "${included}" does not name its room`);
            else if (target !== room && !rooms.get(room).has(target) && !isOfTests(path))
                found.push(`${path}:${at + 1}: ${room} may not include "${included}"`);
            else if (target !== room && isPrivate)
                found.push(`${path}:${at + 1}: "${included}" is private to ${target}`);
        });
    }
    return found;
}

// The faults of a copy of the tree in which TEXT was put at the end of the file PATH.
function faultsWith(path, text) {
    const copy = mkdtempSync(join(tmpdir(), "congvu-rooms-"));
    try {
        cpSync(join(top, "src"), join(copy, "src"), { recursive: true });
        writeFileSync(join(copy, path), text, { flag: "a" });
        return faults(copy);
    } finally {
        rmSync(copy, { recursive: true });
    }
}

test("every include is allowed by rooms.txt", () => {
    assert.equal(faults(top).join("\n"), "");
});

test("the allowed rooms are lower ones: no room is reached from itself", () => {
    const rooms = readRooms(readSource("src/rooms.txt"));
    const visit = (room, path) => {
        assert.ok(rooms.has(room), `${path.at(-1)} may include ${room}, which is no room`);
        assert.ok(!path.includes(room), `a circle: ${[...path, room].join(" → ")}`);
        for (const lower of rooms.get(room)) visit(lower, [...path, room]);
    };
    for (const room of rooms.keys()) visit(room, []);
});

test("what a room's build file uses is allowed too", () => {
    const rooms = readRooms(readSource("src/rooms.txt"));
    for (const path of filesBelow("src", ["meson.build"])) {
        const room = path.split("/")[1];
        const [, list] = readSource(path).match(/room_uses\s*=\s*\[([^\]]*)\]/) ?? [];
        for (const [, used] of (list ?? "").matchAll(/'([^']+)'/g))
            assert.ok(rooms.get(room)?.has(used), `${path}: ${room} may not use ${used}`);
    }
});

test("a planted upward include is found", () => {
    assert.deepEqual(faultsWith("src/base/text.c", '\n#include "viet/fold.h"\n').length, 1);
    assert.match(faultsWith("src/viet/fold.h", '\n  #  include "records/list.h"\n')[0], /viet may not include "records\/list.h"/);
});

test("a planted private header, a bare name and an unknown room are found", () => {
    assert.match(faultsWith("src/viet/planted.c", '#include "base/x_internal.h"\n')[0], /private to base/);
    assert.match(faultsWith("src/viet/planted.c", '#include "fold.h"\n')[0], /does not name its room/);
    assert.match(faultsWith("src/planted.c", "\n")[0], /not in rooms.txt/);
    assert.match(faultsWith("src/rooms.txt", "\nplanted:\n")[0], /planted, which has no folder/);
});
