// The rows of a list. A row is made once and then only what changed of it.
import { eachSecond, now } from './clock.js';
import { foreign, h, put, setText } from './dom.js';
import { ago, capital, left, number, standing, tone } from './format.js';

const SOON = 120_000;

/** How urgent what is left is: over, soon or calm. */
export function urgency(ms) {
  return ms <= 0 ? 'over' : ms < SOON ? 'soon' : 'calm';
}

function quorum(request) {
  const { have = 0, people = 1 } = request.needs ?? {};
  return people > 1 && h('span', { class: 'quorum', title: `${have} of ${people} approved` }, `${have}/${people}`);
}

function fillRow(item, request, address) {
  item.dataset.risk = request.risk;
  const clock = h('span', { class: 'row-clock' });
  put(
    item,
    h(
      'a',
      { href: address(request.id), class: 'row-link', tabindex: -1 },
      h(
        'span',
        { class: 'row-top' },
        h('span', { class: `risk ${request.risk}` }, capital(request.risk)),
        request.status !== 'pending' && h('span', { class: `standing ${tone(request)}` }, standing(request)),
        request.flags?.length > 0 && h('span', { class: 'flag' }, 'Look twice'),
        request.status === 'pending' && quorum(request),
        clock,
      ),
      foreign(request.summary, 'bdi', 'row-what'),
      h(
        'span',
        { class: 'row-meta' },
        h('bdi', {}, request.agent),
        request.onBehalfOf && [' for ', h('bdi', {}, request.onBehalfOf)],
        request.status === 'pending' && request.mine?.mayDecide === false && h('span', { class: 'not-mine' }, 'not yours'),
      ),
    ),
  );
  return clock;
}

/** A list of rows in an ordered list; calls back for nothing: rows are links. */
export class Rows {
  #rows = new Map();
  #selected = '';

  constructor(address) {
    this.address = address;
    this.element = h('ol', { class: 'rows' });
    this.stop = eachSecond(() => this.#tick());
  }

  get ids() {
    return [...this.#rows.keys()];
  }

  show(requests) {
    const wanted = new Map();
    for (const request of requests) {
      const row = this.#rows.get(request.id) ?? { item: h('li', { data: { id: request.id } }), revision: '' };
      if (row.revision !== `${request.revision} ${request.mine?.mayDecide}`) {
        row.revision = `${request.revision} ${request.mine?.mayDecide}`;
        row.request = request;
        row.clock = fillRow(row.item, request, this.address);
      }
      wanted.set(request.id, row);
    }
    this.#rows = wanted;
    this.#arrange();
    this.#tick();
    this.select(this.#selected);
  }

  /** Moves as few rows as it can, so that scrolling and focus stay. */
  #arrange() {
    for (const child of [...this.element.children]) {
      if (!this.#rows.has(child.dataset.id)) {
        child.remove();
      }
    }
    let place = this.element.firstElementChild;
    for (const { item } of this.#rows.values()) {
      if (item === place) {
        place = place.nextElementSibling;
      } else {
        this.element.insertBefore(item, place);
      }
    }
  }

  select(id) {
    this.#selected = id;
    const first = this.#rows.has(id) ? id : this.ids[0];
    for (const [key, { item }] of this.#rows) {
      const link = item.firstElementChild;
      link.tabIndex = key === first ? 0 : -1;
      if (key === id) {
        link.setAttribute('aria-current', 'true');
      } else {
        link.removeAttribute('aria-current');
      }
    }
  }

  /** The id that many rows further, from what is selected. */
  step(by) {
    const { ids } = this;
    const at = ids.indexOf(this.#selected);
    return at < 0 ? ids[by > 0 ? 0 : ids.length - 1] : ids[Math.min(ids.length - 1, Math.max(0, at + by))];
  }

  focus(id) {
    const link = this.#rows.get(id)?.item.firstElementChild;
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
  }

  #tick() {
    const time = now();
    for (const { request, clock } of this.#rows.values()) {
      const pending = request.status === 'pending';
      const rest = Date.parse(request.decideBy) - time;
      clock.dataset.urgency = pending ? urgency(rest) : 'calm';
      const since = time - Date.parse(request.endedAt ?? request.askedAt);
      setText(clock, !pending ? ago(since) : rest > 0 ? left(rest) : 'time is over');
    }
  }
}

/** What stands where there are no rows. */
export function emptyNote(title, text) {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), h('p', {}, text));
}

export function loadingRows() {
  return h('div', { class: 'skeletons', 'aria-hidden': 'true' }, Array.from({ length: 6 }, () => h('div', { class: 'skeleton' })));
}

export function totals(shown, all) {
  return shown === all ? number(all) : `${number(shown)} of ${number(all)}`;
}
