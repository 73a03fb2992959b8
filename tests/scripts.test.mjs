// SPDX-License-Identifier: Apache-2.0
// The scripts refuse what they cannot do, before they do anything.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { filesBelow, readSource, top } from "./tree.mjs";

const script = (name, args, env = {}) => spawnSync(join(top, "script", name), args, { env: { ...process.env, ...env }, encoding: "utf8" });

// A folder of programs for PATH: those of PROGRAMS by text, and the named ones of the system.
function programs(t, made, linked) {
    const folder = mkdtempSync(join(tmpdir(), "congvu-path-"));
    t.after(() => rmSync(folder, { recursive: true }));
    for (const [name, text] of Object.entries(made)) {
        writeFileSync(join(folder, name), text);
        chmodSync(join(folder, name), 0o755);
    }
    for (const name of linked) symlinkSync(spawnSync("which", [name], { encoding: "utf8" }).stdout.trim(), join(folder, name));
    return folder;
}

const SYSTEM = ["bash", "dirname", "mktemp", "rm", "env", "tail", "cat", "cut"];
const FONT_TOOLS = ["cut", "find", "mkdir", "touch", "tar", "mv", "cp", "sha256sum", "sed"];
const NO_FONTS_LINE = /No screen fonts in .*\n$/; // where script/setup could not fetch them
const NOTHING_INSTALLED = "#!/bin/sh\nexit 1\n";

test("an unknown tier of script/setup is a usage error", () => {
    assert.equal(script("setup", ["everything"]).status, 2);
});

test("without root and sudo script/setup prints the line to type, and stops", (t) => {
    const path = programs(t, { "dpkg-query": NOTHING_INSTALLED, id: "#!/bin/sh\necho 1000\n" }, SYSTEM);
    const { status, stderr } = script("setup", ["run"], { PATH: path });
    assert.equal(status, 1);
    assert.match(stderr, /apt-get update && apt-get install --yes --no-install-recommends gcc .*libsqlite3-dev/);
});

test("with sudo script/setup updates, then installs only what is missing", (t) => {
    const path = programs(t, {
        "dpkg-query": '#!/bin/sh\nfor last; do :; done\n[ "$last" != gcc ] && [ "$last" != meson ] && echo installed\n',
        id: "#!/bin/sh\necho 1000\n",
        sudo: `#!/bin/sh\necho "$@" >>"$CALLS"\n`,
    }, SYSTEM);
    const calls = join(path, "calls");
    const { status, stdout } = script("setup", ["run"], { PATH: path, CALLS: calls, CONGVU_FONTS: join(path, "fonts") });
    assert.equal(status, 0);
    assert.equal(stdout.replace(NO_FONTS_LINE, ""), "Installing gcc meson\nInstalling npm ca-certificates\n"); // npm: for the fonts
    const [update, install] = spawnSync("cat", [calls], { encoding: "utf8" }).stdout.trim().split("\n");
    assert.match(update, /^env DEBIAN_FRONTEND=noninteractive apt-get update/);
    assert.match(install, /^env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends gcc meson -o/);
});

test("with everything there script/setup is silent and asks nobody", (t) => {
    const path = programs(t, { "dpkg-query": "#!/bin/sh\necho installed\n", "apt-get": "#!/bin/sh\nexit 9\n" }, SYSTEM);
    const { status, stdout, stderr } = script("setup", ["run"], { PATH: path });
    assert.deepEqual([status, stdout.replace(NO_FONTS_LINE, ""), stderr], [0, "", ""]);
});

test("without npm script/setup says that there are no screen fonts, and goes on", (t) => {
    const path = programs(t, { "dpkg-query": "#!/bin/sh\necho installed\n" }, [...SYSTEM, ...FONT_TOOLS.filter((name) => !SYSTEM.includes(name))]);
    const { status, stdout } = script("setup", ["run"], { PATH: path, CONGVU_FONTS: join(path, "fonts") });
    assert.equal(status, 0);
    assert.match(stdout, NO_FONTS_LINE);
    assert.equal(existsSync(join(path, "fonts")), false);
});

test("fonts that are not those expected are not kept, and not asked for again on the same day", (t) => {
    const path = programs(t, {
        "dpkg-query": "#!/bin/sh\necho installed\n",
        npm: `#!/bin/sh\necho "$2" >>"$CALLS"\nfor last; do :; done\nmkdir -p "$last/package/files" && cd "$last"\nfor name in $NAMES; do echo other >"package/files/$name"; done\n`
            + 'echo text >package/LICENSE\ntar -czf one.tgz package\necho one.tgz\n',
    }, [...SYSTEM, "gzip", ...FONT_TOOLS.filter((name) => !SYSTEM.includes(name))]);
    const env = {
        PATH: path, CONGVU_FONTS: join(path, "fonts"), CALLS: join(path, "calls"),
        NAMES: [...readSource("script/setup").matchAll(/\S+\.woff2/g)].map(([name]) => name).join(" "),
    };
    for (const run of [1, 2]) {
        const { status, stdout } = script("setup", ["run"], env);
        assert.deepEqual([run, status, NO_FONTS_LINE.test(stdout)], [run, 0, true]);
    }
    assert.equal(readFileSync(env.CALLS, "utf8").trim().split("\n").length, 2);
    assert.deepEqual(readdirSync(env.CONGVU_FONTS), [".failed"]);
});

test("a failing installation ends script/setup with what apt said", (t) => {
    const path = programs(t, {
        "dpkg-query": NOTHING_INSTALLED, id: "#!/bin/sh\necho 0\n", "apt-get": "#!/bin/sh\necho no such package\nexit 100\n",
    }, SYSTEM);
    const { status, stderr } = script("setup", ["run"], { PATH: path });
    assert.equal(status, 1);
    assert.match(stderr, /no such package/);
});

test("every package a build file asks for is installed by script/setup", () => {
    const packageOf = {
        libcrypto: "libssl-dev", libzip: "libzip-dev", sqlite3: "libsqlite3-dev", libpq: "libpq-dev", "yaml-0.1": "libyaml-dev",
        "icu-uc": "libicu-dev", "icu-i18n": "libicu-dev", jansson: "libjansson-dev", expat: "libexpat1-dev",
        "libxml-2.0": "libxml2-dev", libdeflate: "libdeflate-dev", libmicrohttpd: "libmicrohttpd-dev", libsodium: "libsodium-dev", libmagic: "libmagic-dev", libcurl: "libcurl4-openssl-dev", cmocka: "libcmocka-dev", threads: "libc6-dev",
    };
    const setup = readSource("script/setup");
    const asked = filesBelow("src", ["meson.build"]).flatMap((path) => [...readSource(path).matchAll(/dependency\('([^']+)'/g)].map(([, name]) => name));
    for (const name of new Set(asked)) {
        assert.ok(packageOf[name], `no package is known for ${name}`);
        assert.match(setup, new RegExp(`[\\s(]${packageOf[name]}[\\s)]`), name);
    }
});

test("script/test ends as its last line says", () => {
    const { status, stdout } = script("test", ["look"], { CONGVU_TEST_PG: "not asked", NODE_TEST_CONTEXT: undefined });
    assert.match(stdout, /\n[1-9]\d* passed, 0 failed\n$/);
    assert.equal(status, 0);
});
