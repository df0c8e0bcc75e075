// The pane with one request in full. What is open is never replaced by another request without the reader's doing.
import { get } from './api.js';
import { head, sections, treeOf } from './card.js';
import { Decide } from './decide.js';
import { h, put } from './dom.js';
import { say } from './say.js';

/** The pane. Callbacks: onDecided(request), onClose(). */
export class RequestPane {
  #id = '';
  #full;
  #tree;
  #treeOf = '';
  #turn = 0;

  constructor({ onDecided, onClose }) {
    this.onClose = onClose;
    this.decide = new Decide({
      onDecided: (request) => {
        onDecided(request);
        this.refresh();
      },
      onStale: () => this.refresh(),
    });
    this.element = h('article', { class: 'detail', 'aria-label': 'The request in full' });
    this.#showNothing();
  }

  /** Opens a request; of what the list knows of it, the line is shown while the whole is loaded. */
  open(id, summary) {
    if (id !== this.#id) {
      this.#id = id;
      this.#full = undefined;
      this.decide.forget();
      this.#showLoading(summary);
      this.#load(true);
    }
  }

  close() {
    this.#id = '';
    this.#full = undefined;
    this.#turn++;
    this.decide.forget();
    this.#tree?.stop();
    this.#treeOf = '';
    this.#showNothing();
  }

  /** The reader moves on: no key may decide any more about what is still on screen. */
  leaveFor(id) {
    if (id !== this.#id) {
      this.decide.disarm();
    }
  }

  changed({ id, revision }) {
    if (id === this.#id && revision !== this.#full?.revision) {
      this.refresh();
    }
  }

  /** Reads it again; anew shows it again also where it has not changed. */
  refresh(anew = false) {
    if (this.#id !== '') {
      this.#load(false, anew);
    }
  }

  key(name) {
    if (name === 'f' && this.#full) {
      const input = this.element.querySelector('.find-input');
      input?.focus();
      return input !== null;
    }
    return this.#full !== undefined && this.decide.key(name);
  }

  async #load(first, anew = false) {
    const turn = ++this.#turn;
    try {
      const full = await get(`api/requests/${encodeURIComponent(this.#id)}`);
      if (turn === this.#turn) {
        this.#show(full, first, anew);
      }
    } catch (problem) {
      if (turn === this.#turn) {
        this.#failed(problem, first);
      }
    }
  }

  #failed(problem, first) {
    if (!first && this.#full && problem.status !== 404) {
      this.decide.stale(problem);
      return;
    }
    this.#full = undefined;
    this.decide.forget();
    const gone = problem.status === 404;
    put(
      this.element,
      h(
        'div',
        { class: 'empty' },
        h('p', { class: 'empty-title' }, gone ? 'There is no such request' : 'The request could not be loaded'),
        h('p', {}, gone ? 'It is not there, no longer kept, or not for you to see.' : problem.words),
        h(
          'p',
          { class: 'pair' },
          !gone && h('button', { type: 'button', class: 'button', on: { click: () => this.#load(true) } }, 'Try again'),
          h('button', { type: 'button', class: 'button', on: { click: this.onClose } }, 'Back to the list'),
        ),
      ),
    );
  }

  #show(full, first, anew) {
    if (!anew && full.revision === this.#full?.revision && full.digest === this.#full.digest) {
      this.#full = full;
      this.decide.fresh(full);
      return;
    }
    const changedMeanwhile = !first && this.#full !== undefined;
    this.#full = full;
    const tree = this.#treeFor(full);
    const top = this.element.scrollTop;
    put(this.element, head(full, this.onClose), sections(full, tree), this.decide.element);
    this.element.scrollTop = changedMeanwhile ? top : 0;
    this.element.dataset.shown = full.id;
    this.decide.show(full, tree.ready);
    if (first && this.focusOnOpen) {
      this.element.querySelector('#what').focus({ preventScroll: true });
    }
    if (changedMeanwhile) {
      say('The request that is open has changed.');
    }
  }

  #treeFor(full) {
    const key = `${full.id} ${full.digest} ${full.card.whole}`;
    if (key !== this.#treeOf) {
      this.#tree?.stop();
      this.#treeOf = key;
      this.#tree = treeOf(full);
    }
    return this.#tree;
  }

  #showNothing() {
    delete this.element.dataset.shown;
    put(
      this.element,
      h('div', { class: 'empty nothing' }, h('p', { class: 'empty-title' }, 'No request is open'), h('p', {}, 'Choose one from the list, or press ', h('kbd', {}, 'j'), '.')),
    );
  }

  #showLoading(summary) {
    delete this.element.dataset.shown;
    put(
      this.element,
      h(
        'div',
        { class: 'loading', 'aria-busy': 'true' },
        h('button', { type: 'button', class: 'back', 'aria-label': 'Back to the list', on: { click: this.onClose } }, '‹'),
        summary && h('p', { class: 'what' }, h('bdi', { class: 'foreign' }, summary.summary)),
        h('p', { class: 'note' }, 'Loading the whole request…'),
      ),
    );
  }
}
