'use strict';
// The order of the strip by dragging and by buttons; the numbers are what is saved.
(() => {
  const PAUSE = 300;
  const form = document.querySelector('[data-strip]');
  const list = form.querySelector('[data-lines]');
  const status = form.querySelector('[data-status]');
  const lines = () => [...list.querySelectorAll('[data-line]')];
  const place = (line) => line.querySelector('[data-place]');
  let held = null;
  let turn = 0;
  let waiting;

  // The same places as before, given anew from the top.
  function renumber() {
    const places = lines().map((line) => Number(place(line).value)).sort((one, other) => one - other);
    lines().forEach((line, at) => { place(line).value = places[at]; });
  }

  function settle(line) {
    renumber();
    status.textContent = `${line.querySelector('[data-name]').textContent}: ${place(line).value}`;
    lookSoon();
  }

  function press(button) {
    const line = button.closest('[data-line]');
    const beside = 'up' in button.dataset ? line.previousElementSibling : line.nextElementSibling;
    if (!beside) return;
    if ('up' in button.dataset) beside.before(line);
    else beside.after(line);
    button.focus();
    settle(line);
  }

  function dragOver(event) {
    const over = event.target.closest('[data-line]');
    if (!held || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (over === held) return;
    if (event.clientY < top + height / 2) over.before(held);
    else over.after(held);
  }

  function drop() {
    if (!held) return;
    held.classList.remove('is-held');
    settle(held);
    held = null;
  }

  function lookSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  }

  // What the server says of the order as it stands in the form. Its button stays for whoever has no network just now.
  async function look() {
    const asked = (turn += 1);
    const body = new FormData(form);
    body.set('act', 'look');
    let answer;
    try {
      answer = await (await fetch(form.getAttribute('action') ?? location.pathname, { method: 'POST', body })).text();
    } catch {
      return;
    }
    if (asked !== turn) return;
    const shown = new DOMParser().parseFromString(answer, 'text/html');
    for (const part of document.querySelectorAll('[data-outcome]')) {
      const fresh = shown.querySelector(`[data-outcome="${part.dataset.outcome}"]`);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
  }

  for (const line of lines()) line.draggable = true;
  for (const button of list.querySelectorAll('[data-up], [data-down]')) button.hidden = false;
  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-up], [data-down]');
    if (button) press(button);
  });
  list.addEventListener('dragstart', (event) => {
    held = event.target.closest('[data-line]');
    held?.classList.add('is-held');
    event.dataTransfer.effectAllowed = 'move';
  });
  list.addEventListener('dragover', dragOver);
  list.addEventListener('drop', (event) => event.preventDefault());
  list.addEventListener('dragend', drop);
  form.addEventListener('change', (event) => event.target.name !== 'sure' && lookSoon());
})();
