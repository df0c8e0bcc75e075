// The inbox: starts, shows the view that the address names, and hands on what the server tells.
import { get, whenSignedOut } from './api.js';
import { Desk } from './desk.js';
import { byId, h, put, setText } from './dom.js';
import { number } from './format.js';
import { Grants } from './grants.js';
import { listenToKeys, showHelp } from './keys.js';
import { listen } from './live.js';
import { Overview } from './overview.js';
import { Requests } from './requests.js';
import { Reviews } from './reviews.js';
import { say, sayArrivals } from './say.js';
import { exchangeToken, loadMe, showMe, signInAddress, signInView, signOut, takeToken } from './session.js';

const LINK = { live: 'Live', polling: 'Every 5 s', offline: 'No connection', connecting: 'Connecting' };

const pending = new Requests('pending');
const past = new Requests('ended', 1);
const onDecided = (request) => [pending, past].forEach((requests) => requests.take(request));

const views = {
  pending: new Desk(
    { requests: pending, title: 'Pending', root: '#/', address: (id) => `#/r/${id}`, order: 'deadline', empty: ['Nothing waits', 'New requests appear here by themselves.'] },
    onDecided,
  ),
  history: new Desk(
    {
      requests: past,
      title: 'History',
      root: '#/history',
      address: (id) => `#/history/${id}`,
      remote: true,
      statuses: [['ended', 'Ended'], ['approved', 'Approved, not run'], ['running', 'Running']],
      empty: ['Nothing here yet', 'What was decided is listed here.'],
    },
    onDecided,
  ),
  grants: new Grants(),
  reviews: new Reviews(showOwed),
  overview: new Overview(),
};

let current;
let stopListening;

function place() {
  const [, first = '', id = ''] = /^#\/([^/]*)\/?(.*)$/.exec(location.hash) ?? [];
  return first === '' || first === 'r' ? ['pending', id] : [views[first] ? first : 'pending', id];
}

function show() {
  const [name, id] = place();
  const view = views[name];
  if (view !== current) {
    current?.leave();
    current = view;
    put(byId('main'), view.element);
    view.enter();
    document.querySelectorAll('.tabs a').forEach((tab) => tab.toggleAttribute('aria-current', tab.dataset.view === name));
    document.querySelectorAll('.tabs a[aria-current]').forEach((tab) => tab.setAttribute('aria-current', 'page'));
  }
  view.open?.(id);
  document.body.toggleAttribute('data-request', id !== '');
}

function banner(text, more) {
  const element = byId('banner');
  element.hidden = text === '';
  put(element, text !== '' && h('span', {}, text), more);
}

function showLink(state) {
  byId('link').dataset.state = state;
  setText(byId('link-word'), LINK[state]);
  banner(state === 'offline' ? 'No connection to the server. What you see may be out of date; nothing can be decided.' : '');
}

function showOwed(owed) {
  showCount('owed-count', owed);
}

function showCount(id, many) {
  byId(id).hidden = many === 0;
  setText(byId(id), number(many));
}

function countPending(fresh) {
  const many = pending.all.length;
  showCount('pending-count', many);
  document.title = many > 0 ? `(${number(many)}) Approvals` : 'Approvals';
  if (fresh.length > 0) {
    sayArrivals(fresh.length);
  }
}

function expired() {
  if (stopListening) {
    stopListening();
    stopListening = undefined;
    showLink('connecting');
    setText(byId('link-word'), 'Signed out');
    banner('Your session has ended. Nothing can be decided until you sign in again.', h('a', { class: 'button strong', href: signInAddress() }, 'Sign in'));
    say('Your session has ended.');
  }
}

function listenToServer() {
  return listen({
    state: showLink,
    request: (data) => {
      pending.changed(data);
      current.changed(data);
    },
    grant: () => current.granted?.(),
    reset: () => {
      pending.soon();
      current.reset();
    },
  });
}

async function signedOut(words) {
  document.body.dataset.signedOut = 'true';
  const ways = await get('login').catch(() => ({}));
  put(byId('main'), signInView(words, ways));
}

async function leave() {
  stopListening?.();
  stopListening = undefined;
  try {
    await signOut();
  } catch (problem) {
    stopListening = listenToServer();
    throw problem;
  }
}

async function enter() {
  try {
    await loadMe();
  } catch (problem) {
    if (problem.status === 401) {
      await signedOut('Only people who are known here see what waits.');
    } else {
      showStartFailure(problem);
    }
    return;
  }
  begin();
}

function showStartFailure(problem) {
  put(
    byId('main'),
    h(
      'section',
      { class: 'gate' },
      h('h1', {}, 'The inbox could not be opened'),
      h('p', {}, problem.words),
      h('p', {}, h('button', { type: 'button', class: 'button strong', on: { click: enter } }, 'Try again')),
    ),
  );
}

function begin() {
  whenSignedOut(expired);
  showMe(byId('who'), leave);
  pending.onChange(countPending);
  listenToKeys(() => current);
  byId('help').addEventListener('click', showHelp);
  addEventListener('hashchange', show);
  document.addEventListener('approvals:changed', () => (current.noted ? current.noted() : current.reset()));
  stopListening = listenToServer();
  show();
  if (current !== views.pending) {
    pending.load();
  }
  get('api/reviews').then(({ owed }) => showOwed(owed.length), () => showOwed(0));
}

async function start() {
  const token = takeToken();
  if (token !== '') {
    try {
      await exchangeToken(token);
    } catch (problem) {
      await signedOut(problem.status === 401 ? 'This address has been used or is too old.' : problem.words);
      return;
    }
  }
  await enter();
}

await start();
