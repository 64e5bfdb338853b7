"""What a page must keep to in the browser, as functions of the page: each returns what breaks it."""

from typing import Any

from playwright.sync_api import Page

# Links within running text are as high as the text.
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).display !== 'inline')
  .filter((one) => !one.matches('.skip:not(:focus)'))
  .filter((one) => one.getBoundingClientRect().height < 43.5)
  .map((one) => `${one.outerHTML.slice(0, 80)} ${one.getBoundingClientRect().height}`)"""

# WCAG's relative luminance and contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
FAINT_NUMBERS = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const channel = (value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (one) => {
    for (; one; one = one.parentElement) {
      const color = rgb(getComputedStyle(one).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const ratio = (one) => {
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  return [...document.querySelectorAll('.number')].filter((one) => one.checkVisibility() && ratio(one) < 7)
    .map((one) => `${one.textContent} ${ratio(one).toFixed(2)}`);
}"""

TURNED_NUMBERS = """() => [...document.querySelectorAll('.number')].filter((one) => {
  const style = getComputedStyle(one);
  return style.direction !== 'ltr' || !style.unicodeBidi.startsWith('isolate');
}).map((one) => one.textContent)"""

NUMBERS_NOT_MARKED = """() => [...document.querySelectorAll('a[href^="tel:"]')]
  .filter((one) => !one.querySelector('.number') && !one.closest('.steps') && !one.closest('.meta'))
  .map((one) => one.outerHTML)"""

FIRST_CALL = """() => Math.min(...[...document.querySelectorAll('a[href^="tel:"]')]
  .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().bottom))"""

TOO_WIDE = "() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"

FOCUSABLE = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter((one) => one.checkVisibility()).length"""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')];
  return { place: all.indexOf(one), seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
}"""


def broken(page: Page, axe: str) -> dict[str, Any]:
    """Rule -> what breaks it; nothing where all is well."""
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    checks = {
        "axe": [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]],
        "small targets": page.evaluate(SMALL_TARGETS),
        "faint numbers": page.evaluate(FAINT_NUMBERS),
        "numbers that turn": page.evaluate(TURNED_NUMBERS),
        "numbers that are not marked": page.evaluate(NUMBERS_NOT_MARKED),
        "wider than the screen by": page.evaluate(TOO_WIDE) or [],
    }
    return {rule: what for rule, what in checks.items() if what}
