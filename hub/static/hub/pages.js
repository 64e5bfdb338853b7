// Everything works without this. With it: an old page says so, a kept one works without a network, and what somebody
// types stands in no address.

const root = document.documentElement;
// What is true of a minute is not claimed for longer.
const FRESH_MS = 5 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
// A tap on its way to another page is not undone: its answer has come, and this page goes with it.
const TAP_MS = 2000;
let hasSearched = false;
let hasMissed = false;
let looked = Date.now();

// An old copy says what lasts (hours) and not what was true of its minute.
function tellAge() {
  const age = Date.now() - Date.parse(root.dataset.asOf || "");
  const old = age > FRESH_MS || !navigator.onLine;
  for (const one of document.querySelectorAll(".copy, .hours")) one.hidden = !old;
  for (const one of document.querySelectorAll(".now")) one.hidden = old;
}

// Whether the hub speaks of another state by now; then this page may hold a number that has been withdrawn.
async function lookAgain() {
  tellAge();
  if (!root.dataset.state) return;
  hasMissed = true;
  looked = Date.now();
  try {
    const answer = await fetch("/feed/v1/manifest.json", { cache: "no-cache" });
    const { state } = await answer.json();
    hasMissed = false;
    readAnew(state);
  } catch {
    tellAge();
  }
}

// Once in a while: between two machines behind one address the state may differ for a moment.
function readAnew(state) {
  if (!root.dataset.state || state === root.dataset.state) return;
  if (Date.now() - Number(sessionStorage.getItem(state)) < FRESH_MS) return;
  sessionStorage.setItem(state, Date.now());
  location.reload();
}

function eachMinute() {
  tellAge();
  const isSeen = document.visibilityState === "visible" && Date.now() - looked > FRESH_MS;
  if (hasMissed || isSeen) lookAgain();
}

async function keep() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: root.lang });
}

// All numbers stand in for a page of which there is no copy: then those are shown that it would have shown.

const KINDS = { topics: "topic", partners: "partner", helplines: "helpline" };

function narrow() {
  const instead = document.getElementById("instead");
  const [, , plural, slug] = location.pathname.split("/");
  if (!instead || plural === "all") return;
  const asked = wanted(plural, slug);
  const lines = [...document.querySelectorAll("[data-holds]")];
  const fits = lines.filter((line) => [...asked].every(([name, values]) => values.some((value) => holds(line, name, value))));
  const isNarrowed = asked.size > 0 && fits.length > 0;
  if (isNarrowed) for (const line of lines) line.hidden = !fits.includes(line);
  instead.querySelector("[data-narrowed]").hidden = !isNarrowed;
  instead.querySelector("[data-whole]").hidden = isNarrowed;
  instead.querySelector("[data-for]").textContent = [...asked].map(([name, values]) => labels(instead, name, values)).join(" · ");
  for (const way of instead.querySelectorAll("[data-value]")) way.href = withChoice(way, asked);
  for (const choice of instead.querySelectorAll("select")) choice.value = (asked.get(choice.name) || [""])[0];
  instead.hidden = false;
}

// Name -> values, as an address asks for them; chat apps append their own.
function wanted(plural, slug) {
  const asked = new Map();
  for (const [name, value] of new URLSearchParams(!plural || plural === "helplines" ? location.search : "")) {
    if (value && !/^(utm_\w+|\w*clid|lang|page|page_size|ordering|as_of|q)$/.test(name)) asked.set(name, [...(asked.get(name) || []), ...value.split(",")]);
  }
  if (slug) asked.set(KINDS[plural] || plural, [decodeURIComponent(slug)]);
  return asked;
}

// What is open now a copy does not know: it knows what always is, and of what nobody knows the hours.
function holds(line, name, value) {
  return line.dataset.holds.split(" ").includes(`${name === "open_now" ? "always_open" : name}=${value}`);
}

function labels(instead, name, values) {
  const quick = instead.querySelector(`[data-value="${CSS.escape(`${name}=${values}`)}"]`);
  const options = [...instead.querySelectorAll(`select[name="${CSS.escape(name)}"] option`)].filter(({ value }) => values.includes(value));
  return quick && !options.length ? quick.textContent : options.map((one) => one.textContent.replace(/ \(\d+\)$/, "")).join(" · ");
}

function withChoice(way, asked) {
  const [name, value] = way.dataset.value.split("=");
  const query = new Map(asked).set(name, [value]);
  query.delete("helpline");
  return `${way.pathname}?${[...query].map((one) => one.map(encodeURIComponent).join("=")).join("&").replaceAll("%2C", ",")}`;
}

function leave(event) {
  event.preventDefault();
  document.body.hidden = true;
  forget();
  location.replace(event.currentTarget.href);
}

// No copy of what was read stays behind.
function forget() {
  sessionStorage.clear();
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.controller?.postMessage({ leave: true });
  caches.delete("pages");
}

async function search(event) {
  const form = event.target.closest("form[data-search]");
  if (!form) return;
  event.preventDefault();
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(document.adoptNode(found.querySelector("main")));
    document.title = found.title;
    root.dataset.asOf = found.documentElement.dataset.asOf || root.dataset.asOf;
    tellAge();
    history.pushState(null, "", form.action);
    hasSearched = true;
    document.querySelector("main").focus();
    scrollTo(0, 0);
  } catch {
    // No network: all numbers are in the copy, and what was typed is left here.
    location.assign(`/${root.lang}/all/`);
  }
}

tellAge();
setInterval(eachMinute, MINUTE_MS);
addEventListener("pageshow", (event) => event.persisted && lookAgain());
addEventListener("online", lookAgain);
addEventListener("offline", tellAge);
addEventListener("popstate", () => hasSearched && location.reload());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lookAgain());
document.addEventListener("submit", search);
for (const way of document.querySelectorAll("[data-leave]")) way.addEventListener("click", leave);
navigator.serviceWorker?.addEventListener("message", ({ data }) => data.state && setTimeout(readAnew, TAP_MS, data.state));
keep().catch(() => {});
narrow();
