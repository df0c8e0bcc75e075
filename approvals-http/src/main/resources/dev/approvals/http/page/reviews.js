// Reviews that are owed because somebody broke the glass.
import { get } from './api.js';
import { now } from './clock.js';
import { foreign, h, put, when } from './dom.js';
import { ago } from './format.js';
import { review } from './further.js';
import { emptyNote, loadingRows } from './list.js';
import { session } from './session.js';

export class Reviews {
  constructor(onCount) {
    this.onCount = onCount;
    this.body = h('div', {}, loadingRows());
    this.element = h(
      'section',
      { class: 'page', 'aria-labelledby': 'reviews-title' },
      h('h1', { id: 'reviews-title' }, 'Owed reviews'),
      h('p', { class: 'lead' }, 'Somebody approved these alone, in an emergency. Somebody else says what they found.'),
      this.body,
    );
  }

  enter() {
    this.load();
  }

  leave() {}

  changed() {
    this.load();
  }

  reset() {
    this.load();
  }

  key() {
    return false;
  }

  async load() {
    try {
      const { owed } = await get('api/reviews');
      this.onCount(owed.length);
      put(this.body, owed.length === 0 ? emptyNote('No review is owed', 'Nobody has broken the glass, or all of it was looked at.') : h('ul', { class: 'tiles' }, owed.map(tile)));
    } catch (problem) {
      put(this.body, emptyNote('The reviews could not be loaded', problem.words));
    }
  }
}

function tile(owed) {
  return h(
    'li',
    { class: 'panel' },
    h('h2', {}, foreign(owed.request.summary)),
    h('p', { class: 'sub' }, foreign(owed.person), ` broke the glass ${ago(now() - Date.parse(owed.at))}, `, when(owed.at), ', and said:'),
    h('blockquote', { class: 'quote' }, foreign(owed.reason, 'p')),
    h(
      'p',
      { class: 'pair' },
      owed.person !== session.me.person && h('button', { type: 'button', class: 'button strong', on: { click: () => review({ id: owed.requestId }) } }, 'Record the review…'),
      h('a', { class: 'button', href: `#/history/${owed.requestId}` }, 'The request'),
      owed.person === session.me.person && h('span', { class: 'note' }, 'You did it, so somebody else reviews it.'),
    ),
  );
}
