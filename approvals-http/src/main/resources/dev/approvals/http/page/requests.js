// A list of requests as the server has it, kept fresh by what the server tells.
import { get } from './api.js';

const PAGE = 100;
const PAUSE = 400;

/** Requests of one status. Listeners are called after every change. */
export class Requests {
  #all = new Map();
  #listeners = new Set();
  #timer = 0;
  #turn = 0;

  constructor(status, pages = 10) {
    this.status = status;
    this.pages = pages;
    this.next = '';
    this.problem = undefined;
    this.loaded = false;
  }

  get all() {
    return [...this.#all.values()];
  }

  get(id) {
    return this.#all.get(id);
  }

  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads everything anew, page by page, and shows it as a whole. */
  async load(parameters = this.parameters ?? {}) {
    const turn = ++this.#turn;
    this.parameters = parameters;
    const before = new Set(this.#all.keys());
    try {
      const { found, next } = await this.#pages(this.pages, '');
      if (turn !== this.#turn) {
        return;
      }
      this.#all = found;
      this.next = next;
      this.problem = undefined;
      const fresh = this.loaded ? [...found.keys()].filter((id) => !before.has(id)) : [];
      this.loaded = true;
      this.#tell(fresh);
    } catch (problem) {
      if (turn === this.#turn) {
        this.problem = problem;
        this.#tell([]);
      }
    }
  }

  /** Adds the next page. */
  async more() {
    const { found, next } = await this.#pages(1, this.next);
    found.forEach((request, id) => this.#all.set(id, request));
    this.next = next;
    this.#tell([]);
  }

  async #pages(most, from) {
    const found = new Map();
    let next = from;
    for (let page = 0; page < most && (page === 0 || next); page++) {
      const answer = await get('api/requests', { status: this.status, ...this.parameters, after: next, limit: PAGE });
      answer.requests.forEach((request) => found.set(request.id, request));
      next = answer.next ?? '';
    }
    return { found, next };
  }

  /** Hears that a request changed: what has left goes at once, anything else is looked at again soon. */
  changed({ id, status, revision }) {
    const known = this.#all.get(id);
    if (status !== this.status) {
      if (known) {
        this.#all.delete(id);
        this.#tell([]);
      }
    } else if (known?.revision !== revision) {
      this.soon();
    }
  }

  /** Takes what the server has just said of one request. */
  take(request) {
    if (request.status === this.status || this.#all.has(request.id)) {
      this.changed(request);
    }
  }

  soon() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.load();
    }, PAUSE);
  }

  #tell(fresh) {
    this.#listeners.forEach((listener) => listener(fresh));
  }
}
