// Who is signed in, and how to become so.
import { get, keepToken, post } from './api.js';
import { h, put, setText } from './dom.js';

export const session = { me: undefined };

/** The one-time token of the address, which is taken out of it before anything else happens. */
export function takeToken() {
  const match = /^#token=([^&]+)/.exec(location.hash);
  if (match) {
    history.replaceState(null, '', `${location.pathname}${location.search}#/`);
  }
  return match ? decodeURIComponent(match[1]) : '';
}

export async function exchangeToken(token) {
  await post('login/token', { token });
}

/** Learns who is signed in; throws a Problem of status 401 where nobody is. */
export async function loadMe() {
  session.me = await get('api/me');
  keepToken(session.me.csrf);
  return session.me;
}

function here() {
  return `${location.pathname}${location.hash}`;
}

export function signInAddress(stepUp = false) {
  const query = new URLSearchParams({ to: here(), ...(stepUp && { stepUp: 'true' }) });
  return `login/start?${query}`;
}

export async function signOut() {
  const { next } = await post('login/logout', {});
  location.assign(next ?? document.baseURI.split('#')[0]);
}

/** What stands in place of everything while nobody is signed in; ways says how somebody can. */
export function signInView(words, ways) {
  const known = ways.provider || !ways.oneTime;
  return h(
    'section',
    { class: 'gate' },
    h('img', { src: 'page/icon.svg', alt: '', width: 56, height: 56 }),
    h('h1', {}, 'Sign in to review'),
    h('p', {}, words),
    ways.oneTime && h('p', {}, 'Open the address with a one-time token that the server printed when it started.'),
    known && h('p', {}, h('a', { class: 'button strong', href: signInAddress(), id: 'sign-in' }, 'Sign in')),
  );
}

/** The name in the corner, with what is behind it. */
export function showMe(element, onSignOut) {
  const { me } = session;
  const wrong = h('p', { class: 'note', role: 'alert' });
  const name = me.name ?? me.person ?? me.account?.subject ?? 'somebody';
  const rows = [
    ['person', me.person],
    ['account', me.account && `${me.account.issuer} / ${me.account.subject}`],
    ['groups', (me.groups ?? []).join(', ') || 'none'],
    ['known by', (me.assurance ?? '').replaceAll('_', ' ').toLowerCase()],
  ].filter(([, text]) => text);
  put(
    element,
    h(
      'details',
      { class: 'menu', name: 'menu' },
      h('summary', { title: name }, h('span', { class: 'initials', 'aria-hidden': 'true' }, initials(name)), h('span', { class: 'name' }, name)),
      h(
        'div',
        { class: 'menu-body' },
        h('dl', { class: 'facts' }, rows.map(([label, text]) => h('div', {}, h('dt', {}, label), h('dd', {}, text)))),
        h('button', { type: 'button', class: 'button', id: 'sign-out', on: { click: () => onSignOut().catch((problem) => setText(wrong, problem.words)) } }, 'Sign out'),
        wrong,
      ),
    ),
  );
}

function initials(name) {
  const parts = name.split(/[\s._@/-]+/u).filter((part) => part !== '');
  return parts.slice(0, 2).map((part) => [...part][0].toUpperCase()).join('') || '?';
}
