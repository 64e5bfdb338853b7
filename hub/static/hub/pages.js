// Everything works without this. With it: an old page says so, a kept one works without a network, and what somebody
// types stands in no address.

const root = document.documentElement;
// What is true of a minute is not claimed for longer.
const FRESH_MS = 5 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
let hasSearched = false;
let hasMissed = false;

function tellAge() {
  const age = Date.now() - Date.parse(root.dataset.asOf || "");
  root.classList.toggle("old", age > FRESH_MS || !navigator.onLine);
}

// Whether the hub speaks of another state by now; then this page may hold a number that has been withdrawn.
async function lookAgain() {
  tellAge();
  if (!root.dataset.state) return;
  hasMissed = true;
  try {
    const answer = await fetch("/feed/v1/manifest.json", { cache: "no-cache" });
    const { state } = await answer.json();
    hasMissed = false;
    if (state !== root.dataset.state && !sessionStorage.getItem(state)) {
      sessionStorage.setItem(state, "seen"); // Once: between two machines behind one address the state may differ for a moment.
      location.reload();
    }
  } catch {
    tellAge();
  }
}

async function keep() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: root.lang });
}

function leave(event) {
  event.preventDefault();
  document.body.hidden = true;
  location.replace(event.currentTarget.href);
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
setInterval(() => (hasMissed ? lookAgain() : tellAge()), MINUTE_MS);
addEventListener("pageshow", (event) => event.persisted && lookAgain());
addEventListener("online", lookAgain);
addEventListener("offline", tellAge);
addEventListener("popstate", () => hasSearched && location.reload());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lookAgain());
document.addEventListener("submit", search);
for (const way of document.querySelectorAll("[data-leave]")) way.addEventListener("click", leave);
keep().catch(() => {});
