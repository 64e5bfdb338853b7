// What `now` says of a record, told from its hours alone: for an app without a network.
// `/feed/v1/conformance.json` holds some 600 answers to test it with.

export interface Row { opens_day: string; opens: string; closes_day: string; closes: string }
export interface Dated { first: string; last: string; treatment: string; hours: { opens: string; closes: string }[] }
export interface Hours { known: boolean; always_open: boolean | null; week: Row[] | null; exceptions: Dated[] }
export interface Contact { kind: string; hours: Hours }
export interface Line { operating_status: string; verification: { verify_by: string | null }; contacts: Contact[] }
export interface State { open: boolean | null; closes_at: string | null; opens_at: string | null }
export type Templates = Record<string, string>;

type Span = [start: number, end: number]; // Minutes since 1970 on the clocks of Karachi, which are never changed.
type Found = { open: boolean | null; closes?: number; opens?: number };

const DAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const DAY = 1440, AHEAD = 14, LIVE = ["phone", "sms", "whatsapp", "webchat"];
const UNKNOWN: Found = { open: null };

const local = (at: string): number => Math.floor(Date.parse(at) / 60000) + 300;
const dayOf = (minute: number): number => Math.floor(minute / DAY);
const weekday = (day: number): number => (day + 3) % 7; // 1970 began on a Thursday.
const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const isoDay = (day: number): string => new Date(day * DAY * 60000).toISOString().slice(0, 10);
const iso = (minute?: number): string | null =>
  minute === undefined ? null : new Date(minute * 60000).toISOString().slice(0, 19) + "+05:00";

/** The spans that begin on a day of a usual week, in its minutes; one of more than a day is cut at midnight. */
function usual(hours: Hours, name: string): Span[] {
  if (hours.always_open) return [[0, DAY]];
  return (hours.week ?? []).flatMap(row => pieces(row)).filter(one => one.day === name).map(one => one.span);
}

function pieces(row: Row): { day: string; span: Span }[] {
  const first = DAYS.indexOf(row.opens_day);
  let start = clock(row.opens);
  let end = clock(row.closes) + ((DAYS.indexOf(row.closes_day) - first + 7) % 7) * DAY;
  if (end <= start) end += 7 * DAY;
  const found = [];
  for (let day = first; ; day++, start = 0, end -= DAY) {
    const isLast = end - start <= DAY;
    found.push({ day: DAYS[day % 7], span: [start, isLast ? end : DAY] as Span });
    if (isLast) return found;
  }
}

function exceptionOn(hours: Hours, day: number): Dated | undefined {
  return hours.exceptions.find(one => one.first <= isoDay(day) && isoDay(day) <= one.last);
}

export function stateOf(hours: Hours, now: number): Found {
  if (!hours.known) return UNKNOWN;
  const opened: Span[] = [], unknown: Span[] = [], today = dayOf(now);
  for (let day = today - 7; day <= today + AHEAD; day++) {
    const exception = exceptionOn(hours, day), spans = usual(hours, DAYS[weekday(day)]);
    const at = ([start, end]: Span): Span => [day * DAY + start, day * DAY + end];
    // A treatment that is new to us is not known: neither open nor closed may be claimed.
    const isTold = !exception || ["usual", "closed", "hours"].includes(exception.treatment);
    if (!isTold) unknown.push(at([0, Math.max(DAY, ...spans.map(([, end]) => end))]));
    else opened.push(...(!exception || exception.treatment === "usual" ? spans : other(exception)).map(at));
  }
  const horizon = now + AHEAD * DAY, stretches = merged(opened);
  const here = stretches.find(([start, end]) => start <= now && now < end);
  if (here) return { open: true, closes: here[1] <= horizon ? here[1] : undefined };
  const opens = stretches.find(([start]) => now < start && start <= horizon)?.[0];
  return { open: unknown.some(([start, end]) => start <= now && now < end) ? null : false, opens };
}

const other = (exception: Dated): Span[] =>
  exception.hours.map(one => [clock(one.opens), clock(one.closes)] as Span).map(([a, b]) => [a, b > a ? b : b + DAY]);

function merged(spans: Span[]): Span[] {
  const whole: Span[] = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return whole;
}

/** Open while any contact is; not known if one may be; else closed. */
function combined(states: Found[]): Found {
  const opened = states.filter(one => one.open);
  if (opened.length) {
    const ends = opened.flatMap(one => (one.closes === undefined ? [] : [one.closes]));
    return { open: true, closes: ends.length === opened.length ? Math.max(...ends) : undefined };
  }
  const starts = states.flatMap(one => (one.opens === undefined ? [] : [one.opens]));
  const isUnknown = !states.length || states.some(one => one.open === null);
  return { open: isUnknown ? null : false, opens: starts.length ? Math.min(...starts) : undefined };
}

const underStatus = (status: string, state: Found): Found =>
  status === "temporarily-closed" ? { open: false } : status === "active" ? state : UNKNOWN;

const told = (state: Found): State => ({ open: state.open, closes_at: iso(state.closes), opens_at: iso(state.opens) });

export function nowOf(record: Line, at: string, templates: Templates) {
  const now = local(at), status = record.operating_status;
  const states = record.contacts.map(one => stateOf(one.hours, now));
  const state = underStatus(status, combined(states.filter((_, place) => LIVE.includes(record.contacts[place].kind))));
  return {
    contacts: states.map(one => ({ now: told(underStatus(status, one)) })),
    now: {
      as_of: iso(now),
      ...told(state),
      words: wordsOf(status, state, now, templates),
      verification: standing(record.verification.verify_by, dayOf(now)),
    },
  };
}

function standing(verifyBy: string | null, today: number): string {
  if (!verifyBy) return "unverified";
  if (isoDay(today) > verifyBy) return "overdue";
  return isoDay(today + 7) >= verifyBy ? "due" : "verified";
}

// In words

const OF_STATUS: Record<string, string> = {
  "temporarily-closed": "temporarily_closed",
  "uncertain": "status_uncertain",
  "possibly-discontinued": "status_discontinued",
};
const SMALL_HOURS = 240;

function wordsOf(status: string, state: Found, now: number, words: Templates): string {
  if (OF_STATUS[status]) return words[OF_STATUS[status]];
  if (state.open === null) return words.hours_not_known;
  if (state.open) return state.closes === undefined ? words.open_always : relative("open_until", state.closes, now, words);
  return state.opens === undefined ? words.closed : relative("closed_opens", state.opens, now, words);
}

/** A time today, tomorrow, or on a day. The small hours still belong to the night before. */
function relative(name: string, moment: number, now: number, words: Templates): string {
  const day = weekday(dayOf(moment)), date = isoDay(dayOf(moment));
  const parts: Record<string, string> = {
    time: timeOf(moment % DAY, words),
    day: words[`day_${DAYS[day]}`],
    before: words[`day_${DAYS[(day + 6) % 7]}`],
    date: filled(words.date, { number: String(Number(date.slice(8))), month: words[`month_${date.slice(5, 7)}`] }),
  };
  return filled(words[sentence(name, moment, now)], parts);
}

function sentence(name: string, moment: number, now: number): string {
  const today = name === "open_until" ? name : `${name}_today`;
  const away = dayOf(moment) - dayOf(now), minute = moment % DAY, isSoon = away === 1 && moment - now < DAY;
  if (away === 0 || (name === "open_until" && isSoon && minute <= SMALL_HOURS)) return today;
  if (away >= 7) return `${name}_date`;
  if (minute < SMALL_HOURS) return isSoon ? `${name}_tonight` : `${name}_night`;
  return away === 1 ? `${name}_tomorrow` : `${name}_day`;
}

function timeOf(minute: number, words: Templates): string {
  const hour = Math.floor(minute / 60), rest = minute % 60;
  const shown = `${hour % 12 || 12}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
  return filled(words.time, { clock: shown, part: words[`part_${String(hour).padStart(2, "0")}`] });
}

const filled = (template: string, parts: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => parts[name]);
