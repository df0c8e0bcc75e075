// Two panes: a list, and the request that is open. Pending and History are both this, over other requests.
import { h, put, setText } from './dom.js';
import { filters, matches } from './filters.js';
import { Rows, emptyNote, loadingRows, totals } from './list.js';
import { RequestPane } from './request.js';

const REST = 160;

const ORDERS = {
  deadline: (a, b) => a.decideBy.localeCompare(b.decideBy) || a.id.localeCompare(b.id),
  asServed: () => 0,
};

/** The view. Options: requests, address(id), root (the list's own address), title, order, statuses, empty. */
export class Desk {
  #timer = 0;
  #openId = '';

  constructor(options, onDecided) {
    this.options = options;
    this.chosen = { q: '', risk: '', mine: false, status: options.requests.status };
    this.rows = new Rows(options.address);
    this.pane = new RequestPane({ onDecided, onClose: () => this.#go(options.root) });
    this.total = h('span', { class: 'total' });
    this.body = h('div', { class: 'side-body' }, loadingRows());
    this.element = h(
      'div',
      { class: 'desk' },
      h(
        'section',
        { class: 'side', 'aria-label': options.title },
        h('div', { class: 'side-head' }, h('h1', {}, options.title, ' ', this.total)),
        filters(this.chosen, () => this.#filtered(), { statuses: options.statuses }),
        this.body,
      ),
      this.pane.element,
    );
    this.forget = options.requests.onChange(() => this.#show());
  }

  enter() {
    if (this.options.requests.loaded) {
      this.#show();
    }
    this.options.requests.load();
  }

  leave() {
    clearTimeout(this.#timer);
    this.pane.close();
  }

  /** Opens the request of that id, or none. */
  open(id) {
    this.#openId = id;
    this.rows.select(id);
    this.element.toggleAttribute('data-open', id !== '');
    if (id === '') {
      this.pane.close();
    } else {
      this.pane.open(id, this.options.requests.get(id));
    }
  }

  changed(data) {
    this.options.requests.changed(data);
    this.pane.changed(data);
  }

  /** Words were added to what is open: its standing may be the same, its history is not. */
  noted() {
    this.options.requests.soon();
    this.pane.refresh(true);
  }

  reset() {
    this.options.requests.soon();
    this.pane.refresh();
  }

  #filtered() {
    const { requests } = this.options;
    if (this.options.remote) {
      requests.status = this.chosen.status;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => requests.load({ q: this.chosen.q, risk: this.chosen.risk, mine: this.chosen.mine || undefined }), REST);
    } else {
      this.#show();
    }
  }

  #show() {
    const { requests, order = 'asServed', empty } = this.options;
    if (requests.problem && !requests.loaded) {
      put(this.body, this.#failed(requests.problem));
      return;
    }
    const shown = requests.all.filter((request) => matches(request, this.chosen)).sort(ORDERS[order]);
    this.rows.show(shown);
    setText(this.total, totals(shown.length, requests.all.length));
    if (shown.length === 0) {
      put(this.body, requests.all.length === 0 && this.chosen.q === '' ? emptyNote(...empty) : emptyNote('Nothing matches', 'Clear the search or the filters.'));
    } else {
      put(this.body, this.rows.element, requests.next !== '' && this.#moreButton());
    }
  }

  #moreButton() {
    const wrong = h('p', { class: 'note', role: 'alert' });
    const more = () => this.options.requests.more().catch((problem) => setText(wrong, problem.words));
    return [h('button', { type: 'button', class: 'button more', on: { click: more } }, 'Load more'), wrong];
  }

  #failed(problem) {
    return h(
      'div',
      { class: 'empty' },
      h('p', { class: 'empty-title' }, 'The list could not be loaded'),
      h('p', {}, problem.words),
      h('button', { type: 'button', class: 'button', on: { click: () => this.options.requests.load() } }, 'Try again'),
    );
  }

  #go(address) {
    location.hash = address;
  }

  /** Moves the selection; what it comes to rest on is opened. */
  #step(by) {
    const id = this.rows.step(by);
    if (id === undefined || id === this.#openId) {
      return;
    }
    this.rows.select(id);
    this.rows.focus(id);
    this.pane.leaveFor(id);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#go(this.options.address(id)), REST);
  }

  /** Takes a key; true if it meant something. */
  key(name) {
    const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
    if (steps[name]) {
      this.#step(steps[name]);
      return true;
    }
    if (name === 'Escape' && this.#openId !== '') {
      const from = this.#openId;
      this.#go(this.options.root);
      requestAnimationFrame(() => this.rows.focus(from));
      return true;
    }
    return this.pane.key(name);
  }
}
