// Keeps the pages and the directory for a day without a network. What it keeps is of one state of the directory: as soon
// as the hub is reached and names another, every page of the old one goes, so that no withdrawn number stays behind.
// An answer that was long on its way may be of an older state than what is known by then: it is asked for anew.

const PAGES = "pages";
const STATIC = "files";
const STATE = "/state-of-the-copy";
// On a network this slow a copy helps sooner.
const PATIENCE_MS = 8000;
// How often an answer is asked for that the directory has overtaken on its way.
const ATTEMPTS = 3;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(STATIC).then((files) => files.addAll(FILES)));
});

self.addEventListener("activate", (event) => event.waitUntil(dropOldFiles().then(() => self.clients.claim())));

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keepAll(event.data.keep));
  if (event.data.leave) event.waitUntil(forget());
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/hub/")) event.respondWith(file(event.request));
  else if (pathname.startsWith("/feed/v1/")) event.respondWith(feed(url));
  else if (APART.some((path) => pathname.startsWith(path))) return;
  else if (mode === "navigate" || isPage(pathname)) event.respondWith(page(event, url));
});

const LANGUAGES = ["en", "ur"];
const isPage = (pathname) => /^\/(en|ur)\/(.*\/)?$/.test(pathname);
const languageOf = (url) => LANGUAGES.find((language) => new URL(url).pathname.split("/")[1] === language);

// Files: their addresses hold a version, so the first copy is good for ever.

async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(STATIC)).put(request, answer.clone());
  return answer;
}

async function dropOldFiles() {
  const files = await caches.open(STATIC);
  const names = new Set(FILES.map((name) => name.split("?")[0]));
  for (const request of await files.keys()) {
    const { pathname, search } = new URL(request.url);
    if (names.has(pathname) && !FILES.includes(pathname + search)) await files.delete(request);
  }
}

// Pages: from the hub; where it cannot be reached, the copy; where there is none, the page of all numbers.

async function page(event, url) {
  const fresh = reach(url);
  event.waitUntil(fresh.catch(() => {}));
  try {
    const copy = await kept(url);
    const answer = await (copy ? soon(fresh) : fresh);
    if (answer.status < 500) return answer;
    return copy || answer;
  } catch {
    // The copy may have gone meanwhile, because the hub has named another state.
    return (await kept(url)) || (await inItsPlace(url)) || Response.error();
  }
}

// The same without its slash; all numbers, which then are narrowed to what was asked; the first page; or whatever there
// is, since every page has numbers. In the reader's language first.
async function inItsPlace(url) {
  const own = languageOf(url) || navigator.languages.map((one) => one.split("-")[0]).find((one) => LANGUAGES.includes(one));
  const languages = own ? [own, ...LANGUAGES.filter((one) => one !== own)] : LANGUAGES;
  const others = (await (await caches.open(PAGES)).keys()).map((request) => request.url).filter(languageOf);
  const all = languages.flatMap((language) => [`/${language}/all/`, `/${language}/`]);
  const homes = new URL(url).pathname === "/" ? languages.map((language) => `/${language}/`) : [];
  for (const other of [`${url}/`, ...homes, ...all, ...others]) {
    const copy = await kept(other);
    if (copy) return copy;
  }
}

function soon(answer) {
  return Promise.race([answer, new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), PATIENCE_MS))]);
}

async function kept(url) {
  return (await caches.open(PAGES)).match(url);
}

async function known() {
  const state = await kept(STATE);
  return state && state.text();
}

function reach(url) {
  return ask(url, { redirect: "manual", credentials: "omit" }, (answer) => answer.headers.get("X-State"));
}

// Asks the hub, and keeps the answer if it may be kept. An answer of a state that the directory has left since we asked is
// shown to nobody while there is a newer one.
async function ask(url, how, stateOf) {
  let answer;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const asked = { state: await known(), visit };
    answer = await fetch(new Request(url, { cache: "no-cache", ...how }));
    // Whole, before its turn comes: nobody waits for another's slow answer.
    await answer.clone().arrayBuffer();
    const state = answer.ok ? await stateOf(answer.clone()) : answer.headers.get("X-State");
    if (await inTurn(() => keep(url, answer.clone(), state, asked))) break;
  }
  return answer;
}

// Whether the answer is of the state that is known, or of one that has come since.
async function keep(url, answer, state, asked) {
  if (asked.visit !== visit) return true;
  const now = await known();
  if (state && state !== now) {
    if (asked.state !== now) return false;
    await dropOthers(state);
  }
  const pages = await caches.open(PAGES);
  const lasts = !(answer.headers.get("Cache-Control") || "").includes("no-store");
  if (answer.ok && state && lasts) await pages.put(url, answer);
  else if (answer.status < 500) await pages.delete(url);
  return true;
}

async function dropOthers(state) {
  await caches.delete(PAGES);
  await (await caches.open(PAGES)).put(STATE, new Response(state));
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage({ state });
}

// What looks at the state and what changes the copy go one after the other: between the two the state would be another.
let turns = Promise.resolve();

function inTurn(step) {
  const done = turns.then(step);
  turns = done.catch(() => {});
  return done;
}

// Whoever leaves in haste leaves no copy of what was read; what is still on its way is not kept either.
let visit = 0;

function forget() {
  visit += 1;
  return inTurn(() => caches.delete(PAGES));
}

// The directory: its manifest and its files name their state.

async function feed(url) {
  try {
    const { pathname } = new URL(url, self.location.origin);
    if (!/^\/feed\/v1\/(manifest|en|ur)\.json$/.test(pathname)) return await fetch(url, { cache: "no-cache" });
    return await ask(url, {}, async (answer) => (await answer.json()).state);
  } catch {
    return (await kept(url)) || Response.error();
  }
}

// What somebody needs when there is no network later: asked for quietly, once a state.

async function keepAll(language) {
  const began = visit;
  const own = ["", "all/", "helplines/", "topics/", "about/"].map((path) => `/${language}/${path}`);
  const others = LANGUAGES.filter((one) => one !== language).map((other) => `/${other}/all/`);
  for (const url of [...own, ...others, "/feed/v1/manifest.json", `/feed/v1/${language}.json`]) {
    if (visit !== began) return;
    if (await kept(url)) continue;
    try {
      await (url.startsWith("/feed/") ? feed(url) : reach(url));
    } catch {
      return; // Another time: the network has gone.
    }
  }
}
