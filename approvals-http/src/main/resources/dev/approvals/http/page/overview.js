// What was decided lately: how fast, how often, about which tools.
import { get } from './api.js';
import { foreign, h, put, when } from './dom.js';
import { count, duration, millis, number, percent } from './format.js';
import { emptyNote, loadingRows } from './list.js';
import { ring, table, trend } from './plots.js';
import { session } from './session.js';

const SPANS = [[7, '7 days'], [30, '30 days'], [90, '90 days']];
const A_DAY = 86_400_000;
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

function span(iso) {
  return iso === undefined ? '–' : duration(millis(iso));
}

export class Overview {
  #days = 30;

  constructor() {
    this.body = h('div', {}, loadingRows());
    this.element = h(
      'section',
      { class: 'page wide', 'aria-labelledby': 'overview-title' },
      h(
        'div',
        { class: 'page-head' },
        h('h1', { id: 'overview-title' }, 'Overview'),
        h('select', { 'aria-label': 'Time', on: { change: (event) => this.#over(Number(event.target.value)) } }, SPANS.map(([days, text]) => h('option', { value: days, selected: days === 30 }, text))),
      ),
      this.body,
    );
  }

  enter() {
    this.#load();
  }

  leave() {}

  changed() {}

  reset() {
    this.#load();
  }

  key() {
    return false;
  }

  #over(days) {
    this.#days = days;
    this.#load();
  }

  async #load() {
    try {
      const [facts, journal] = await Promise.all([get('api/overview', { days: this.#days }), session.me.journal && get('api/journal').catch(() => undefined)]);
      put(this.body, facts.decided + (facts.expired ?? 0) === 0 ? emptyNote('Nothing was decided in this time', 'Figures appear with the first decision.') : figures(facts), journal && evidence(journal));
    } catch (problem) {
      put(this.body, emptyNote('The overview could not be loaded', problem.words));
    }
  }
}

function figures(facts) {
  return h('div', { class: 'figures-grid' }, share(facts), speed(facts), histogram(facts), overTime(facts), tools(facts), people(facts));
}

function panel(title, more, ...children) {
  return h('section', { class: `panel ${more}` }, h('h2', {}, title), ...children);
}

function share({ decided, approved, denied, expired = 0, approveRate }) {
  const parts = [
    { value: approved, kind: 'good', name: 'approved' },
    { value: denied, kind: 'bad', name: 'denied' },
    { value: expired, kind: 'gone', name: 'expired' },
  ];
  const told = parts.map((part) => `${number(part.value)} ${part.name}`);
  return panel(
    'Approve rate',
    '',
    h(
      'div',
      { class: 'ring-row' },
      ring(parts, `${percent(approveRate)} approved: ${told.join(', ')}`, percent(approveRate)),
      h('ul', { class: 'legend' }, parts.map((part, i) => h('li', { class: part.kind }, told[i])), h('li', { class: 'sum' }, `${number(decided)} decided`)),
    ),
  );
}

function speed({ timeToReview: time = {} }) {
  const rows = [['half within', time.p50], ['nine of ten within', time.p90], ['all but one in a hundred within', time.p99]];
  return panel('Time to review', '', h('dl', { class: 'big-figures' }, rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, span(value))))));
}

function histogram({ timeToReview: { buckets = [] } = {} }) {
  const most = Math.max(1, ...buckets.map((bucket) => bucket.count));
  const rows = buckets.map(({ upTo, count: many }) => [upTo ? `≤ ${span(upTo)}` : 'longer', [meter(many / most), h('span', {}, number(many))]]);
  return panel('How long reviews took', 'bars', table('Requests by the time until they were decided', ['Time', 'Requests'], rows));
}

/** Every day from the first with a decision to the last, so that a day without one is seen as one. */
function everyDay(days) {
  const known = new Map(days.map((day) => [day.day, day]));
  const all = [];
  for (let at = Date.parse(days[0]?.day), last = Date.parse(days.at(-1)?.day); at <= last; at += A_DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push(known.get(day) ?? { day, decided: 0 });
  }
  return all;
}

function overTime({ trend: days = [] }) {
  const items = everyDay(days).map(({ day, decided, p50 }) => ({
    label: DAY.format(new Date(`${day}T00:00:00Z`)),
    count: decided,
    value: p50 === undefined ? undefined : millis(p50),
    text: `${count(decided, 'decision')}${p50 === undefined ? '' : `, half within ${span(p50)}`}`,
  }));
  return panel(
    'Day by day',
    'broad',
    trend(items, { upper: ['half decided within', duration], lower: ['decisions', number] }),
    details('Day by day', table('Day by day', ['Day', 'Decisions', 'Half within'], items.map((item) => [item.label, number(item.count), item.value === undefined ? '–' : duration(item.value)]))),
  );
}

function details(label, content) {
  return h('details', { class: 'behind' }, h('summary', {}, 'As figures'), scroll(label, content));
}

/** A table that may be wider than its place: also a keyboard reaches its far side. */
function scroll(label, content) {
  return h('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: 0 }, content);
}

function tools({ tools: list = [] }) {
  const most = Math.max(1, ...list.map((tool) => tool.asked));
  const rows = list.map(({ tool, asked, approved, denied, p50 }) => [h('div', { class: 'tool-name' }, foreign(tool), meter(asked / most)), number(asked), number(approved), number(denied), span(p50)]);
  return panel('Busiest tools', 'broad', scroll('Busiest tools', table('Busiest tools', ['Tool', 'Asked', 'Approved', 'Denied', 'Half within'], rows)));
}

function meter(part) {
  const bar = h('div', { class: 'meter', 'aria-hidden': 'true' });
  bar.style.setProperty('--part', part);
  return bar;
}

function people({ people: list = [] }) {
  const rows = list.map(({ person, decided, p50 }) => [foreign(person), number(decided), span(p50)]);
  return list.length > 0 && panel('Who decided', 'broad', scroll('Who decided', table('Who decided', ['Person', 'Decided', 'Half within'], rows)));
}

function evidence({ size, root, keyId, verified }) {
  const rows = [
    ['lines', number(size)],
    ['root', root],
    ['signed by', keyId],
    ['verified', verified && (verified.flaw ? `a flaw was found: ${verified.flaw}` : ['whole, ', when(verified.at)])],
  ].filter(([, text]) => text);
  return panel('Journal', verified?.flaw ? 'flawed' : '', h('dl', { class: 'facts digests' }, rows.map(([label, text]) => h('div', {}, h('dt', {}, label), h('dd', {}, h('code', {}, text))))));
}
