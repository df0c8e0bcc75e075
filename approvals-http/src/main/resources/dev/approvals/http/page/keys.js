// The keyboard. A key decides only where no text is being typed, no dialogue is open and nothing else is held down.
import { h } from './dom.js';

const KEYS = [
  ['j  k', 'next and previous request'],
  ['a', 'approve what is open'],
  ['d', 'deny it'],
  ['r', 'deny it with a reason'],
  ['e', 'escalate it'],
  ['/', 'search the list'],
  ['f', 'find in the arguments'],
  ['Esc', 'back to the list'],
  ['g p', 'pending'],
  ['g h', 'history'],
  ['g g', 'grants'],
  ['g r', 'reviews that are owed'],
  ['g o', 'overview'],
  ['?', 'this help'],
];

const PLACES = { p: '#/', h: '#/history', g: '#/grants', r: '#/reviews', o: '#/overview' };
const LEADER = 1_200;

function isTyping(target) {
  return target instanceof Element && target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;
}

/** Listens to keys; what has no meaning for the page goes to the view. */
export function listenToKeys(view) {
  let leader = -Infinity;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !'jk'.includes(event.key)) {
      return;
    }
    if (isTyping(event.target) || document.querySelector('dialog[open]')) {
      if (event.key === 'Escape' && isTyping(event.target)) {
        event.target.blur();
      }
      return;
    }
    const leads = performance.now() - leader < LEADER;
    leader = -Infinity;
    if (leads && PLACES[event.key]) {
      location.hash = PLACES[event.key];
    } else if (event.key === 'g') {
      leader = performance.now();
    } else if (!pageKey(event.key) && !view().key(event.key)) {
      return;
    }
    event.preventDefault();
  });
}

function pageKey(key) {
  if (key === '?') {
    showHelp();
    return true;
  }
  const search = key === '/' && document.getElementById('search');
  search && search.focus();
  return Boolean(search);
}

export function showHelp() {
  const dialog = h(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title' },
    h('h2', { id: 'help-title' }, 'Keys'),
    h('dl', { class: 'keys' }, KEYS.map(([key, text]) => h('div', {}, h('dt', {}, key.split('  ').map((one) => h('kbd', {}, one))), h('dd', {}, text)))),
    h('p', { class: 'note' }, 'A key decides about the request on screen, once all of it has been there for a moment. When it changes, the moment begins anew.'),
    h('form', { method: 'dialog' }, h('button', { class: 'button strong' }, 'Close')),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
