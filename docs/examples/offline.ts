// A copy of the directory that an app keeps: the manifest first, the file only if it is another, and never a withdrawn line.

export interface Withdrawn { id: string; contact: string | null }
export interface Manifest {
  format: number;
  state: string;
  policy: { refresh_after_s: number; warn_after_days: number };
  languages: Record<string, { url: string; sha256: string }>;
  withdrawn: Withdrawn[];
}
export interface Kept { state: string; readAt: number; file: string; withdrawn: Withdrawn[] }

/** Where the app keeps one thing: it must be written whole or not at all. */
export interface Shelf { read(): Promise<Kept | null>; write(kept: Kept): Promise<void> }

export async function refresh(hub: string, language: string, shelf: Shelf, now: number): Promise<Kept> {
  const manifest: Manifest = await (await get(`${hub}/feed/v1/manifest.json`)).json();
  const { format, state, withdrawn } = manifest;
  if (format > 1) throw new Error("This app is too old for the directory.");
  const kept = await shelf.read();
  // First of all: a number that is withdrawn goes even if the new file does not come.
  if (kept) await shelf.write({ ...kept, withdrawn });
  const file = kept?.state === state ? kept.file : await fetched(hub, manifest, language);
  const fresh = { state, readAt: now, file, withdrawn };
  await shelf.write(fresh);
  return fresh;
}

async function fetched(hub: string, manifest: Manifest, language: string): Promise<string> {
  const { url, sha256 } = manifest.languages[language];
  const bytes = await (await get(hub + url)).arrayBuffer();
  if ((await digest(bytes)) !== sha256) throw new Error("This is not the file that the manifest names.");
  return new TextDecoder().decode(bytes);
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response;
}

async function digest(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

/** What to say below the numbers when the copy is old; null while it is not. */
export const daysOld = (kept: Kept, manifest: Manifest["policy"], now: number): number | null => {
  const days = Math.floor((now - kept.readAt) / 86_400_000);
  return days > manifest.warn_after_days ? days : null;
};

/** What `/api/v1/changes/?since={number}` answers, as far as a copy needs it. */
export interface Changes {
  full: boolean;
  added: Document[];
  changed: Document[];
  removed: { type: string; id: string }[];
  withdrawn: { type: string; id: string; contact: string | null }[];
  parts: Record<string, unknown>;
  lists: Record<string, string>;
  sha256: string;
}
export interface Document { id: string; type: string; slug: string }

/** A file of an earlier edition as it is now, instead of the whole file again; throws where it is not, then fetch that. */
export async function brought(file: string, changes: Changes): Promise<string> {
  const feed: Record<string, unknown> = { ...JSON.parse(file), ...changes.parts };
  const goes = [...changes.removed, ...changes.withdrawn.filter(one => !one.contact), ...changes.changed];
  for (const [type, plural] of Object.entries(changes.lists)) {
    const ids = new Set(goes.filter(one => one.type === type).map(one => one.id));
    const stays = changes.full ? [] : ((feed[plural] ?? []) as Document[]).filter(one => !ids.has(one.id));
    const comes = [...changes.added, ...changes.changed].filter(one => one.type === type);
    feed[plural] = [...stays, ...comes].sort((one, other) => (one.slug < other.slug ? -1 : 1));
  }
  const fresh = JSON.stringify(sorted(feed));
  if ((await digest(new TextEncoder().encode(fresh).buffer as ArrayBuffer)) !== changes.sha256)
    throw new Error("The changes do not lead to the file that they name.");
  return fresh;
}

/** With all keys in order, as the file is written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/** The lines of a copy less what has been withdrawn since: show no others. */
export function without<Line extends { id: string; contacts: { id: string }[] }>(lines: Line[], gone: Withdrawn[]): Line[] {
  const records = new Set(gone.filter(one => !one.contact).map(one => one.id));
  const contacts = new Set(gone.map(one => one.contact));
  return lines
    .filter(line => !records.has(line.id))
    .map(line => ({ ...line, contacts: line.contacts.filter(contact => !contacts.has(contact.id)) }));
}
