// SPDX-License-Identifier: Apache-2.0
// The figures of July 2021: their values, and that each opens exactly the records behind it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleOffice, sharedSample } from "./helper.mjs";

const contract = {
    agenda_registered: 35, party_drafts_done: 6, petitions_by_post: 62, reception_visits: 23, reception_groups: 2,
    complaint_documents: 455, sanction_decisions: 12, home_affairs_decisions: 31, dossiers_received: 6812,
    dossiers_on_time: 5418, dossiers_late: 0, dossiers_open: 1394, feedback_received: 1841, feedback_handled: 1755,
    feedback_rate: 9533, training_people: 2, news_items: 104, bulletins: 93, facebook_reach: 1400000,
    facebook_interactions: 1702000, facebook_page_likes: 35120, zalo_shares: 60000, zalo_likes: 4500,
    documents_published: 1812, online_conferences: 48,
};

// What the figure adds up or reads, by id; the others count records.
const fields = {
    training_people: "people", facebook_reach: "value", facebook_interactions: "value", facebook_page_likes: "value",
    zalo_shares: "value", zalo_likes: "value",
};
const lastValues = new Set(["facebook_page_likes"]);

const figure = (office, id) => office.json(["figure", "monthly", "2021-07", id, "--json"]);
const list = (office, { register, query }) => office.json(["list", register, query, "--format", "json"]);

for (const [id, value] of Object.entries(contract))
    test(`${id} is ${value}`, () => assert.equal(figure(sharedSample(), id).value, value));

for (const id of Object.keys(contract).filter((name) => name !== "feedback_rate" && !fields[name]))
    test(`${id} counts the records it opens`, () => {
        const office = sharedSample();
        const { value, ids, count, register, query } = figure(office, id);
        assert.equal(ids.length, value);
        assert.equal(count, value);
        const { total, total_is } = list(office, { register, query });
        assert.equal(total, value);
        assert.equal(total_is, "exact");
    });

for (const [id, field] of Object.entries(fields).filter(([name]) => !lastValues.has(name)))
    test(`${id} is the sum of ${field} over its records`, () => {
        const office = sharedSample();
        const { value, ids, register } = figure(office, id);
        const values = ids.map((record) => office.json(["show", record, "--json"]).fields[field]);
        assert.equal(values.reduce((sum, each) => sum + each, 0), value);
        assert.ok(register);
    });

test("facebook_page_likes is the last value of a running total: one record", () => {
    const office = sharedSample();
    const { value, ids } = figure(office, "facebook_page_likes");
    assert.equal(ids.length, 1);
    assert.equal(office.json(["show", ids[0], "--json"]).fields.value, value);
});

test("feedback_rate is recomputed from its two figures", () => {
    const office = sharedSample();
    const { value, numerator, denominator, display } = figure(office, "feedback_rate");
    assert.equal(numerator, figure(office, "feedback_handled").value);
    assert.equal(denominator, figure(office, "feedback_received").value);
    assert.equal(value, Math.floor((20000 * numerator + denominator) / (2 * denominator)));
    assert.equal(display, "95,33%");
});

test("the dossiers of form II.06a add up: received = resolved + open", () => {
    const office = sharedSample();
    const value = (id) => figure(office, id).value;
    assert.equal(value("dossiers_received"), value("dossiers_on_time") + value("dossiers_late") + value("dossiers_open"));
    assert.equal(value("dossiers_received"), value("dossiers_online") + value("dossiers_offline") + value("dossiers_carried"));
});

test("a missing figure says so", () => {
    const views = figure(sharedSample(), "zalo_views");
    assert.equal(views.value, null);
    assert.equal(views.display, "không có số liệu");
});

test("cancelling one petition by post makes 62 into 61", (t) => {
    const office = sampleOffice(t);
    const { ids } = figure(office, "petitions_by_post");
    office.run(["step", ids[0], "cancel", "reason=Nhập trùng"]);
    const after = figure(office, "petitions_by_post");
    assert.equal(after.value, 61);
    assert.ok(!after.ids.includes(ids[0]));
});

test("what is found by search without marks is what is found with them", () => {
    const office = sharedSample();
    const total = (words) => list(office, { register: "petition", query: `q=${words}` }).total;
    assert.ok(total("khieu nai") > 0 || total("dat dai") > 0);
    assert.equal(total("đất đai"), total("dat dai"));
});

test("the history of the sample is whole, its numbers are gapless, its tallies true", () => {
    const office = sharedSample();
    office.run(["history", "verify"]);
    office.run(["numbers", "check"]);
});
