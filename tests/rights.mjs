// SPDX-License-Identifier: Apache-2.0
// Who may do what, worked out from the definition files alone: office/roles.yaml (its head says what a line means),
// `who` of the steps in office/registers, the tree of office/units.yaml. Nothing of the program is asked, so that a
// mistake of src/people cannot hide in the test.
//
//     const office = readDefinitions();
//     const rights = rightsOf(office, { login, unit, roles, positions });
//     rights.sees(record); rights.may("cancel", record); rights.somewhere("export", "petition");
//
// A record is { register, unit, issuer, secrecy, whoms: [...] }, WHOMS those to whom it was given.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { top } from "./tree.mjs";

const read = (path) => parse(readFileSync(join(top, "office", path), "utf8"));

export function readDefinitions() {
    const registers = readdirSync(join(top, "office/registers")).sort().map((name) => read(`registers/${name}`));
    return {
        roles: new Map(read("roles.yaml").roles.map((role) => [role.name, role])),
        registers: new Map(registers.map((register) => [register.register, register])),
        ...read("units.yaml"),
    };
}

// "giữ": the member of a grant that an act needs; null: to see is enough.
const needs = {
    read: null, comment: null, personal: "personal", export: "exports", create: "creates", import: "imports", change: "changes",
    cancel: "cancels", assign: "assigns", direct: "directs", attach: "attaches", "withdraw-file": "cancels",
};
// These are work: where `works: unit` stands, only on records of the own unit or given to one.
const work = new Set(["create", "change", "step", "cancel", "assign", "direct", "attach", "withdraw-file"]);

const holds = (list, register) => Boolean(list) && (list.includes("all") || list.includes(register));

// The unit, the units below it, and those that came before any of these.
function unitsOf(office, code) {
    const found = new Set([code]);
    for (let size = 0; size !== found.size;) {
        size = found.size;
        for (const unit of office.units)
            if (found.has(unit.parent) || (unit.successors ?? []).some((next) => found.has(next))) found.add(unit.code);
    }
    return found;
}

const above = (office, code) => {
    const chain = [];
    for (let at = code; at; at = office.units.find((unit) => unit.code === at)?.parent) chain.push(at);
    return chain;
};

// The own issuer (that of the nearest unit above) and the issuers above and below it.
function issuersOf(office, unit) {
    const own = above(office, unit).map((code) => office.issuers.find((issuer) => issuer.unit === code)).find(Boolean);
    if (!own) return null;
    return new Set(office.issuers.filter((other) => above(office, other.unit).includes(own.unit) || above(office, own.unit).includes(other.unit))
        .map((issuer) => issuer.code));
}

export function rightsOf(office, account) {
    const roles = account.roles.map((name) => office.roles.get(name));
    const grants = roles.flatMap((role) => role.grants.map((grant) => ({ ...grant, role: role.name })));
    const units = unitsOf(office, account.unit), issuers = issuersOf(office, account.unit);
    const mine = new Set([account.login, `unit:${account.unit}`, ...account.positions.map((code) => `position:${code}`)]);

    const reading = (register) => grants.filter((grant) => holds(grant.reads, register));
    const given = (record) => record.whoms.some((whom) => mine.has(whom));
    const inSight = (grant, record) => {
        const degrees = grant.secrecy ?? ["thuong"];
        if (!degrees.includes("all") && !degrees.includes(record.secrecy)) return false;
        if (grant.sees === "all") return true;
        if (grant.sees === "unit" || !issuers) return units.has(record.unit);
        return issuers.has(record.issuer);
    };
    const allows = (grant, act, register, step) => {
        if (act === "step") {
            const steps = office.registers.get(register).steps ?? [];
            return steps.some((one) => (!step || one.name === step) && (one.who ?? []).includes(grant.role));
        }
        return needs[act] === null || holds(grant[needs[act]], register);
    };
    // `by:` of a step: only who the record names, login or "unit:CODE" (record.named, by field)
    const isNamed = (record, step) => {
        const by = (office.registers.get(record.register).steps ?? []).find((one) => one.name === step)?.by;
        return !by || mine.has(record.named?.[by]);
    };
    const may = (act, record, step) => (act !== "step" || !step || isNamed(record, step)) && reading(record.register).some((grant) =>
        ((given(record) && act !== "personal") || inSight(grant, record)) && allows(grant, act, record.register, step) &&
        (!work.has(act) || given(record) || grant.works === "everywhere" || units.has(record.unit)));
    return {
        account,
        reads: (register) => reading(register).length > 0,
        sees: (record) => may("read", record),
        may,
        somewhere: (act, register) => reading(register).some((grant) => allows(grant, act, register)),
        given,
        // One of the personal fields that the test fills: by a role, or because the record is given in a role that it opens to.
        readsPersonal: (record) => may("personal", record) || (reading(record.register).length > 0 && record.held.some((one) => mine.has(one.whom) &&
            (office.registers.get(record.register).fields ?? []).some((field) => !field.shown_if && (field.opens_to ?? []).includes(one.role)))),
        openFor: (record) => Math.min(1, record.open.filter((whom) => mine.has(whom)).length), // a record is once in an inbox
        dashboard: roles.some((role) => role.dashboard),
        reports: roles.some((role) => role.reports?.length),
        administers: roles.some((role) => role.administers),
        audits: roles.some((role) => role.audits),
    };
}
