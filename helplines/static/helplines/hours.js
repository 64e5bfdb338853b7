'use strict';
// A week to fill in beside the text of the hours, and what the app will make of the contact.
// The text is what is saved: the week writes it, and is drawn from what the server reads in it.
(() => {
  const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
  const ALL_DAY = { opens: '00:00', closes: '24:00' };
  const PAUSE = 350; // Milliseconds without a key before the server is asked.
  const ASKED = [
    'kind', 'value', 'display', 'dial', 'cost', 'hours', 'hours_confidence', 'helpline', 'note_en', 'note_ur',
    'hours_note_en', 'hours_note_ur', 'from_landline', 'from_mobile', 'from_abroad',
  ];

  // From the week to the text

  const isOvernight = ({ opens, closes }) => closes !== '24:00' && closes <= opens;

  const dayText = (spans) => spans
    .toSorted((one, other) => one.opens.localeCompare(other.opens))
    .map(({ opens, closes }) => `${opens}-${closes}`)
    .join(',');

  function runs(days) {
    const found = [];
    for (const day of days) {
      const last = found.at(-1);
      if (last && last.at(-1) === day - 1) last.push(day);
      else found.push([day]);
    }
    return found;
  }

  const daysText = (days) => runs(days)
    .map((run) => (run.length > 2 ? `${DAYS[run[0]]}-${DAYS[run.at(-1)]}` : run.map((day) => DAYS[day]).join(',')))
    .join(',');

  function weekText(week) {
    const texts = week.map(dayText);
    if (texts.every((text) => text === '00:00-24:00')) return '24/7';
    const alike = new Map();
    texts.forEach((text, day) => text && alike.set(text, [...(alike.get(text) ?? []), day]));
    // After a semicolon a day's own hours would cut off the night before; after a comma they are added to it.
    const between = week.flat().some(isOvernight) ? ', ' : '; ';
    return [...alike].map(([text, days]) => `${daysText(days)} ${text}`).join(between);
  }

  // One contact

  class Editor {
    constructor(root) {
      this.root = root;
      this.text = root.querySelector('input');
      this.prefix = this.text.name.slice(0, -'hours'.length);
      this.days = [...root.querySelectorAll('[data-day]')];
      this.turn = 0;
      this.listen();
      this.part('week').hidden = false;
      this.ask({ draws: true });
    }

    part(name) {
      return this.root.querySelector(`[data-${name}]`);
    }

    listen() {
      this.text.addEventListener('input', () => this.askSoon({ draws: true }));
      this.root.addEventListener('input', (event) => event.target.matches('[type="time"]') && this.write());
      this.root.addEventListener('click', (event) => {
        const button = event.target.closest('button');
        if (button) this.press(button, button.closest('[data-day]'));
      });
      const around = this.root.closest('.inline-related') ?? this.root.closest('form');
      for (const kind of ['input', 'change']) {
        around.addEventListener(kind, (event) => !this.root.contains(event.target) && this.askSoon({}));
      }
    }

    press(button, day) {
      const { dataset } = button;
      if ('always' in dataset) this.fill(DAYS.map(() => [ALL_DAY]));
      if ('unknown' in dataset) this.fill(DAYS.map(() => []));
      if ('workdays' in dataset) this.fill(this.week().map((spans, at, week) => (at < 5 ? week[0] : spans)));
      if ('same' in dataset) this.fill(this.week().map((spans, at, week) => (this.days[at] === day ? week[0] : spans)));
      if ('add' in dataset) this.add(day).querySelector('[data-opens]').focus();
      if ('remove' in dataset) this.remove(button, day);
      if ('take' in dataset) this.take();
    }

    fill(week) {
      this.draw(week);
      this.write();
    }

    remove(button, day) {
      button.closest('.hours-span').remove();
      day.querySelector('[data-add]').focus();
      this.write();
    }

    week() {
      return this.days.map((day) => [...day.querySelectorAll('.hours-span')].map((span) => this.times(span)).filter(Boolean));
    }

    times(span) {
      const opens = span.querySelector('[data-opens]').value;
      const closes = span.querySelector('[data-closes]').value;
      return opens && closes ? { opens, closes: closes === '00:00' ? '24:00' : closes } : null;
    }

    write() {
      this.mark();
      this.part('unreadable').hidden = true;
      this.text.value = weekText(this.week());
      this.askSoon({});
    }

    draw(week) {
      this.days.forEach((day, at) => {
        day.querySelector('[data-spans]').replaceChildren();
        for (const span of week[at]) this.add(day, span);
      });
      this.mark();
    }

    add(day, { opens, closes } = { opens: '', closes: '' }) {
      const span = day.querySelector('[data-span]').content.cloneNode(true).firstElementChild;
      span.querySelector('[data-opens]').value = opens;
      span.querySelector('[data-closes]').value = closes === '24:00' ? '00:00' : closes;
      day.querySelector('[data-spans]').append(span);
      this.mark();
      return span;
    }

    mark() {
      for (const day of this.days) {
        const spans = [...day.querySelectorAll('.hours-span')];
        const isUnknown = !this.root.querySelector('.hours-span');
        day.querySelector('[data-closed]').hidden = isUnknown || spans.length > 0;
        for (const span of spans) {
          const times = this.times(span);
          span.querySelector('[data-next]').hidden = !(times && isOvernight(times));
          const isAllDay = times?.opens === ALL_DAY.opens && times.closes === ALL_DAY.closes;
          span.querySelector('[data-all-day]').hidden = !isAllDay;
          span.querySelector('[data-times]').hidden = isAllDay && !span.contains(document.activeElement);
        }
      }
    }

    // What the app will say

    field(name) {
      return this.text.form.elements.namedItem(this.prefix + name);
    }

    asked() {
      const data = new FormData();
      for (const name of ASKED) {
        const field = this.field(name);
        if (field) data.set(name, field.value);
      }
      data.set('contact', this.text.dataset.contact ?? this.field('id')?.value ?? '');
      data.set('csrfmiddlewaretoken', this.text.form.elements.namedItem('csrfmiddlewaretoken').value);
      return data;
    }

    askSoon({ draws = false }) {
      this.draws ||= draws;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.ask({ draws: this.draws }), PAUSE);
    }

    async ask({ draws }) {
      this.draws = false;
      const turn = (this.turn += 1);
      const answer = await this.answer();
      if (turn !== this.turn) return;
      this.part('away').hidden = answer !== null;
      this.part('said').hidden = answer === null;
      if (answer) this.tell(answer, draws);
    }

    async answer() {
      try {
        const response = await fetch(this.root.dataset.preview, { method: 'POST', body: this.asked() });
        return response.ok ? await response.json() : null;
      } catch {
        return null;
      }
    }

    tell(answer, draws) {
      this.part('unreadable').hidden = answer.days !== null;
      if (draws) this.draw(answer.days ?? DAYS.map(() => []));
      for (const language of ['en', 'ur']) {
        this.say(`hours-in="${language}"`, answer.languages[language]?.hours);
        this.say(`now-in="${language}"`, answer.languages[language]?.now);
      }
      this.part('link').hidden = !answer.href;
      this.say('href', answer.href);
      this.part('abroad').hidden = !answer.href_abroad;
      this.say('href-abroad', answer.href_abroad);
      this.list('warnings', answer.warnings);
      this.list('refusals', Object.values(answer.refusals));
      this.suggest(answer.suggestion);
    }

    // What has not changed is not written again: a screen reader would say it again.
    say(name, words) {
      const place = this.part(name);
      if (place.textContent !== (words ?? '')) place.textContent = words ?? '';
    }

    list(name, sentences) {
      const place = this.part(name);
      if ([...place.children].map((item) => item.textContent).join('\n') === sentences.join('\n')) return;
      place.replaceChildren(...sentences.map((sentence) => {
        const item = document.createElement('li');
        item.textContent = sentence;
        return item;
      }));
    }

    suggest(suggestion) {
      this.suggestion = suggestion;
      this.part('suggestion').hidden = !suggestion;
      this.say('suggested', suggestion && Object.values(suggestion).filter(Boolean).join(' · '));
    }

    take() {
      for (const [name, value] of Object.entries(this.suggestion)) this.field(name).value = value;
      this.field('value').focus();
      this.askSoon({});
    }
  }

  // Every contact of the page, and those that are added to it

  function begin(within) {
    for (const root of within.querySelectorAll('[data-hours]')) {
      if (!root.closest('.empty-form')) new Editor(root);
    }
  }

  begin(document);
  document.addEventListener('formset:added', (event) => begin(event.target));
})();
