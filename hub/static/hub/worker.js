// Keeps the pages and the directory for a day without a network. What it keeps is of one state of the directory: as soon
// as the hub is reached and names another, every page of the old one goes, so that no withdrawn number stays behind.

const PAGES = "pages";
const STATIC = "files";
const STATE = "/state-of-the-copy";
// On a network this slow a copy helps sooner.
const PATIENCE_MS = 8000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(STATIC).then((files) => files.addAll(FILES)));
});

self.addEventListener("activate", (event) => event.waitUntil(dropOldFiles().then(() => self.clients.claim())));

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keepAll(event.data.keep));
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/hub/")) event.respondWith(file(event.request));
  else if (isPage(pathname)) event.respondWith(page(event, pathname));
  else if (pathname.startsWith("/feed/v1/")) event.respondWith(feed(event.request.url));
});

const isPage = (pathname) => /^\/(en|ur)\/$|^\/(en|ur)\/.*\/$/.test(pathname);
const home = (pathname) => pathname.slice(0, 4);

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

async function page(event, pathname) {
  const fresh = reach(event.request.url);
  event.waitUntil(fresh.catch(() => {}));
  try {
    const copy = await kept(event.request.url);
    const answer = await (copy ? soon(fresh) : fresh);
    if (answer.status < 500) return answer;
    return copy || answer;
  } catch {
    // The copy may have gone meanwhile, because the hub has named another state.
    return (await kept(event.request.url)) || (await inItsPlace(home(pathname))) || Response.error();
  }
}

// All numbers; else the first page; else whatever there is in the language: every page has numbers.
async function inItsPlace(home) {
  const others = (await (await caches.open(PAGES)).keys()).map(({ url }) => url).filter((url) => new URL(url).pathname.startsWith(home));
  for (const url of [`${home}all/`, home, ...others]) {
    const copy = await kept(url);
    if (copy) return copy;
  }
}

function soon(answer) {
  return Promise.race([answer, new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), PATIENCE_MS))]);
}

async function kept(url) {
  return (await caches.open(PAGES)).match(url);
}

async function reach(url) {
  const answer = await fetch(new Request(url, { cache: "no-cache", redirect: "manual", credentials: "omit" }));
  const state = answer.headers.get("X-State");
  if (state) await settle(state);
  const pages = await caches.open(PAGES);
  const lasts = !(answer.headers.get("Cache-Control") || "").includes("no-store");
  if (answer.ok && state && lasts) await pages.put(url, answer.clone());
  else if (answer.status < 500) await pages.delete(url);
  return answer;
}

// One after another: two that both find an old state would each drop what the other has just kept.
let settling = Promise.resolve();

function settle(state) {
  settling = settling.catch(() => {}).then(() => dropOthers(state));
  return settling;
}

async function dropOthers(state) {
  const known = await kept(STATE);
  if (known && (await known.text()) === state) return;
  await caches.delete(PAGES);
  await (await caches.open(PAGES)).put(STATE, new Response(state));
}

// The directory: its manifest names the state.

async function feed(url) {
  try {
    const answer = await fetch(url, { cache: "no-cache" });
    if (answer.ok && url.endsWith("/manifest.json")) await settle((await answer.clone().json()).state);
    if (answer.ok) await (await caches.open(PAGES)).put(url, answer.clone());
    return answer;
  } catch {
    return (await kept(url)) || Response.error();
  }
}

// What somebody needs when there is no network later: asked for quietly, once a state.

async function keepAll(language) {
  const wanted = ["", "all/", "helplines/", "topics/", "about/"].map((path) => `/${language}/${path}`);
  for (const url of [...wanted, "/feed/v1/manifest.json", `/feed/v1/${language}.json`]) {
    if (await kept(url)) continue;
    try {
      await (url.startsWith("/feed/") ? feed(url) : reach(url));
    } catch {
      return; // Another time: the network has gone.
    }
  }
}
