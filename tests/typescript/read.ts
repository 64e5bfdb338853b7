// Reads a live hub as an app would: by a client generated from its schema, and from a copy that it keeps.

import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import createClient from "openapi-fetch";
import { nowOf, stateOf, type Line, type Templates } from "../../docs/examples/clock.js";
import { brought, daysOld, refresh, without, type Changes, type Kept } from "../../docs/examples/offline.js";
import type { paths } from "./build/schema.js";

globalThis.crypto ??= webcrypto as Crypto; // Node.js 18 has it under another name only.
const hub = process.argv[2];
const client = createClient<paths>({ baseUrl: hub });

async function online(): Promise<void> {
  const index = await client.GET("/api/v1/", { params: { query: { lang: "en" } } });
  assert.deepEqual(index.data?.languages.map(one => one.code), ["en", "ur"]);
  for (const lang of ["en", "ur"] as const) {
    const query = { lang, crisis: ["true" as const], region: ["PK-SD"], page_size: 3 };
    const { data, response } = await client.GET("/api/v1/helplines/", { params: { query } });
    assert.ok(data && data.count > 0 && data.results.length <= 3 && data.help.length > 0);
    assert.equal(response.headers.get("Content-Language"), lang);
    for (const line of data.results) assert.ok(line.crisis && line.contacts.length > 0);
    const key = data.results[0].slug;
    const record = await client.GET("/api/v1/helplines/{key}/", { params: { path: { key }, query: { lang } } });
    assert.deepEqual(record.data, data.results[0]);
  }
}

async function refused(): Promise<void> {
  const query = { topc: "depression", lang: "ur" } as object;
  const { error, response } = await client.GET("/api/v1/helplines/", { params: { query } });
  assert.equal(response.status, 400);
  assert.equal(response.headers.get("Content-Type"), "application/problem+json");
  assert.deepEqual(error?.errors?.[0].nearest?.[0], "topic");
  assert.ok(error && error.help.length > 0);
}

async function offline(): Promise<void> {
  let kept: Kept | null = null;
  const shelf = { read: async () => kept, write: async (one: Kept) => void (kept = one) };
  const first = await refresh(hub, "ur", shelf, 0);
  assert.equal((await refresh(hub, "ur", shelf, 1)).file, first.file);
  const feed: { helplines: (Line & { id: string; contacts: { id: string }[] })[]; templates: Templates } = JSON.parse(first.file);
  const [one, other] = feed.helplines;
  const gone = [{ id: one.id, contact: null }, { id: other.id, contact: other.contacts[0].id }];
  const left = without(feed.helplines, gone);
  assert.equal(left.length, feed.helplines.length - 1);
  assert.equal(left[0].contacts.length, other.contacts.length - 1);
  assert.equal(daysOld(first, { refresh_after_s: 3600, warn_after_days: 7 }, 8 * 86_400_000), 8);
  await withdrawnWithoutTheFile(first);
  await changed(first);
  const { data } = await client.GET("/api/v1/helplines/", { params: { query: { lang: "ur", page_size: 100 } } });
  for (const line of data?.results ?? []) {
    const copy = feed.helplines.find(record => record.id === line.id);
    assert.ok(copy, line.slug);
    const told = nowOf(copy, line.now.as_of, feed.templates);
    assert.deepEqual(told.now, line.now, line.slug);
    assert.deepEqual(told.contacts, line.contacts.map(({ now }) => ({ now })), line.slug);
  }
}

/** From nothing that we know, from the live edition, and from a copy that lacks a line and has another wrongly. */
async function changed(first: Kept): Promise<void> {
  const { data: now } = await client.GET("/feed/v1/manifest.json", {});
  for (const since of [0, now?.number ?? 0]) {
    const { data } = await client.GET("/api/v1/changes/", { params: { query: { since, lang: "ur" } } });
    assert.equal(await brought(first.file, data as unknown as Changes), first.file);
  }
  const old = JSON.parse(first.file);
  const [line, other] = old.helplines.splice(0, 2);
  old.helplines.push({ ...other, name: "Anew" }, { ...other, id: "gone", slug: "gone" });
  const { data } = await client.GET("/api/v1/changes/", { params: { query: { since: now?.number ?? 0, lang: "ur" } } });
  const changes = { ...(data as unknown as Changes), added: [line], changed: [other], removed: [{ type: "helpline", id: "gone" }] };
  assert.equal(await brought(JSON.stringify(old), changes), first.file);
  await assert.rejects(brought(JSON.stringify(old), { ...changes, added: [] }), /do not lead/);
}

/** The manifest comes, and the file that it names does not: what is withdrawn is known all the same. */
async function withdrawnWithoutTheFile(first: Kept): Promise<void> {
  const gone = [{ id: "a-line", contact: null }];
  let kept: Kept = { ...first, state: "another" };
  const shelf = { read: async () => kept, write: async (one: Kept) => void (kept = one) };
  const real = globalThis.fetch;
  globalThis.fetch = async address => {
    if (!String(address).endsWith("manifest.json")) throw new TypeError("no network");
    return Response.json({ ...(await (await real(address)).json() as object), withdrawn: gone });
  };
  try {
    await assert.rejects(refresh(hub, "ur", shelf, 1), /no network/);
  } finally {
    globalThis.fetch = real;
  }
  assert.deepEqual(kept, { ...first, state: "another", withdrawn: gone });
}

/** A treatment of a later release. */
function unheardOf(): void {
  const dated = { first: "2026-11-23", last: "2026-11-23", treatment: "new", hours: [] };
  const hours = { known: true, always_open: true, week: null, exceptions: [dated] };
  assert.equal(stateOf(hours, Date.UTC(2026, 10, 23, 12) / 60000).open, null);
}

async function conformance(): Promise<number> {
  const { data } = await client.GET("/feed/v1/conformance.json", {});
  assert.ok(data);
  let answers = 0;
  for (const one of data.cases) {
    for (const { at, contacts, now } of one.answers) {
      const words = now.words as Templates;
      for (const language of ["en", "ur"]) {
        const told = nowOf(one.record as unknown as Line, at, data.templates[language]);
        assert.deepEqual(told.contacts, contacts, `${one.about}, ${at}`);
        assert.deepEqual(told.now, { ...now, words: words[language] }, `${one.about}, ${at}`);
      }
      answers++;
    }
  }
  return answers;
}

await online();
await refused();
await offline();
unheardOf();
console.log(`${await conformance()} answers of the clock are those of the hub.`);
