// What everybody needs of a page, asked of the page as it is laid out. Each check answers with its faults, in words.

const PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const NUMBER = /\+?\d[\d -]{5,}\d/;
const DIRECTIONS = { en: "ltr", ur: "rtl" };

const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const every = (selector) => [...document.querySelectorAll(selector)].filter(shown);
const words = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
const named = (element) => `<${element.localName}> “${words(element) || element.id}”`;

// Links inside running text are as high as its lines.
const isInText = (element) =>
  getComputedStyle(element).display === "inline" && words(element.parentElement) !== words(element);

// The way past the head of the page comes in from the side when it has the focus.
const isAside = (element) => element.getBoundingClientRect().right < 0 || element.getBoundingClientRect().left > innerWidth;

function targets() {
  return every(PRESSED)
    .filter((one) => !isInText(one) && !isAside(one) && side(one) < 44)
    .map((one) => `${side(one).toFixed(1)} px wide or high: ${named(one)}`);
}

function side(element) {
  const { width, height } = element.getBoundingClientRect();
  return Math.min(width, height);
}

function callAtOnce() {
  const calls = every('a[href^="tel:"]').map((one) => one.getBoundingClientRect().bottom + scrollY);
  return Math.min(...calls) <= 640 ? [] : [`no number to tap in the first 640 px, but at ${Math.min(...calls)}`];
}

function language(wanted) {
  const { lang, dir } = document.documentElement;
  const faults = lang === wanted && dir === DIRECTIONS[wanted] ? [] : [`<html lang="${lang}" dir="${dir}">`];
  const turned = every("body [lang]").filter((one) => getComputedStyle(one).direction !== DIRECTIONS[one.lang]);
  return [...faults, ...turned.map((one) => `lang="${one.lang}" and not ${DIRECTIONS[one.lang]}: ${named(one)}`)];
}

// A long number, or a short one that is all there is to tap.
const isNumber = (text) =>
  NUMBER.test(text.textContent) || (/^[\s\d+-]*\d[\s\d+-]*$/.test(text.textContent) && text.parentElement.closest("a[href^='tel:']"));

// Among Urdu words it is turned about unless it stands apart.
function isolated() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faults = [];
  while (texts.nextNode()) {
    const { parentElement } = texts.currentNode;
    if (!isNumber(texts.currentNode) || !shown(parentElement) || parentElement.closest("script, style, option")) continue;
    const { direction, unicodeBidi } = getComputedStyle(parentElement);
    if (direction !== "ltr" || !unicodeBidi.includes("isolate")) faults.push(`not set apart: ${named(parentElement)}`);
  }
  return faults;
}

// A number that follows Latin letters among Urdu words is drawn as if it were theirs: so those letters stand apart.
const ASTRAY = /[A-Za-z][^\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]*?[\s،,:·(][\d۰-۹]/;

function apart() {
  const isTurned = (element) => getComputedStyle(element).direction === "rtl" && !getComputedStyle(element).display.startsWith("inline");
  return every("body *:not(script, style, option)")
    .filter((one) => isTurned(one) && ASTRAY.test(flow(one)))
    .map((one) => `letters and a number that are not set apart: ${flow(one).trim().replace(/\s+/g, " ").slice(0, 90)}`);
}

// The text of a block as it is put in order: what is set apart counts as one sign without a direction.
function flow(block) {
  const told = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || !shown(node)) return "";
    const { display, unicodeBidi } = getComputedStyle(node);
    return display !== "inline" || unicodeBidi.includes("isolate") || node.localName === "bdi" ? " \ufffc " : [...node.childNodes].map(told).join("");
  };
  return [...block.childNodes].map(told).join("").replace(/[\u2066-\u2068][^\u2069]*\u2069/g, "\ufffc");
}

function contrast() {
  return every(".number")
    .map((one) => [one, ratio(getComputedStyle(one).color, behind(one))])
    .filter(([, found]) => found < 7)
    .map(([one, found]) => `contrast of ${found.toFixed(2)}: ${named(one)}`);
}

function behind(element) {
  for (let one = element; one; one = one.parentElement) {
    const { backgroundColor } = getComputedStyle(one);
    if (channels(backgroundColor)[3] !== 0) return backgroundColor;
  }
  return "rgb(255, 255, 255)";
}

// Colours that are seen through would have to be mixed; we have none.
const channels = (colour) => {
  const found = colour.match(/[\d.]+/g).map(Number);
  return found.length === 4 ? found : [...found, 1];
};

function ratio(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
function luminance(colour) {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function sideways() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = every("main *").filter((one) => one.getBoundingClientRect().width > clientWidth);
  return [`${scrollWidth} px wide of ${clientWidth}: ${wide.slice(0, 3).map(named).join(", ")}`];
}

// Where Tab leads, in the order of the page, and whether one sees it.

const reached = [];

function followFocus() {
  addEventListener("focusin", ({ target }) => reached.push([target, isMarked(target)]));
  return stops().length;
}

const stops = () => every(PRESSED).filter((one) => one.tabIndex >= 0 && !one.disabled);

function isMarked(element) {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle === "auto" || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
}

function keyboard() {
  const wanted = stops();
  const astray = wanted.findIndex((one, place) => reached[place]?.[0] !== one);
  if (astray >= 0) return [`Tab number ${astray + 1} does not reach ${named(wanted[astray])}`];
  return reached.filter(([, marked]) => !marked).map(([one]) => `one does not see the focus on ${named(one)}`);
}

async function axe() {
  // To preload style sheets it would put some of its own into the page, which a strict policy refuses.
  const { violations } = await window.axe.run(document, { resultTypes: ["violations"], preload: false });
  const told = ({ id, nodes }) => nodes.map(({ target, failureSummary }) => `axe ${id}: ${target} ${failureSummary}`);
  return violations.flatMap(told);
}

window.checks = { targets, callAtOnce, language, isolated, apart, contrast, sideways, followFocus, keyboard, axe };
