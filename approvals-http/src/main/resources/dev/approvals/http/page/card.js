// The card of a request: facts first, then what the agent claims, fenced and labelled as such.
import { get } from './api.js';
import { eachSecond, now } from './clock.js';
import { foreign, h, put, setText } from './dom.js';
import { finder } from './find.js';
import { ago, capital, count, grouped, left, number, standing, tone } from './format.js';
import { urgency } from './list.js';
import { linesFrom, payload } from './payload.js';
import { timeline } from './timeline.js';

const HEX = /^[0-9a-f]{32,}$/;

/** What is asked, how risky it is, how it stands, and how long there is. */
export function head(request, onClose) {
  const what = rowsOf(request, 'what').find((row) => row.label === 'what')?.text ?? request.summary;
  return h(
    'header',
    { class: 'req-head', data: { risk: request.risk } },
    h('button', { type: 'button', class: 'back', 'aria-label': 'Back to the list', on: { click: onClose } }, '‹'),
    h('h1', { tabindex: -1, id: 'what', class: 'what' }, foreign(what)),
    h(
      'div',
      { class: 'chips' },
      h('span', { class: `risk ${request.risk}` }, `${capital(request.risk)} risk`),
      h('span', { class: `standing ${tone(request)}` }, standing(request)),
      request.levels > 1 && h('span', { class: 'chip' }, `Level ${request.level + 1} of ${request.levels}`),
      request.runLater && h('span', { class: 'chip', title: 'Runs once it is approved, even after the caller has gone on' }, 'Runs later'),
      request.mode !== 'enforcing' && h('span', { class: 'chip stamp' }, capital(request.mode)),
      h('code', { class: 'tool' }, foreign(request.tool)),
      h('span', { class: 'code', title: 'The beginning of its id' }, request.code),
      request.status === 'pending' && glance(request),
    ),
  );
}

/** How long there is, said beside the title, too: the deadline itself may be far below. */
function glance(request) {
  const element = h('span', { class: 'glance time' });
  return whileShown(element, () => {
    const rest = Date.parse(request.decideBy) - now();
    element.dataset.urgency = urgency(rest);
    setText(element, rest > 0 ? `${left(rest)} left` : 'Time is over');
  });
}

/** Ticks as long as it is on the page. */
function whileShown(element, tick) {
  let shown = false;
  const stop = eachSecond(() => {
    tick();
    if (shown && !element.isConnected) {
      stop();
    }
    shown = element.isConnected;
  });
  return element;
}

function quorum({ needs }) {
  const dots = Array.from({ length: Math.min(needs.people, 12) }, (_, i) => h('span', { class: i < needs.have ? 'seat taken' : 'seat' }));
  return h(
    'p',
    { class: 'quorum-line' },
    h('span', { class: 'seats', 'aria-hidden': 'true' }, dots),
    h('span', {}, `${needs.have} of ${needs.people} approved`),
  );
}

function deadline(request) {
  const fillBar = h('div', { class: 'bar-fill' });
  const time = h('b', { class: 'time', role: 'timer' });
  const until = h('span');
  const element = h('div', { class: 'deadline' }, h('div', { class: 'bar', 'aria-hidden': 'true' }, fillBar), h('p', {}, time, until));
  const from = Date.parse(request.askedAt);
  const to = Date.parse(request.decideBy);
  return whileShown(element, () => {
    const rest = to - now();
    element.dataset.urgency = urgency(rest);
    fillBar.style.setProperty('transform', `scaleX(${Math.max(0, Math.min(1, rest / (to - from)))})`);
    setText(time, rest > 0 ? left(rest) : 'Time is over');
    setText(until, rest > 0 ? ' left' : '');
  });
}

function rowsOf(request, topic) {
  return request.card.sections.find((section) => section.topic === topic)?.rows ?? [];
}

// The order is the card's own, here and for whoever hears it read out; how wide a group is, is all that styles may say.
const GROUPS = ['first', 'payload', 'terms', 'words', 'proof'];
const GROUP_OF = { outcome: 'first', warnings: 'first', who: 'first', review: 'terms', history: 'words', claim: 'words', evidence: 'proof' };

/** The sections, in groups. The arguments' tree is kept from before where it is the same. */
export function sections(request, tree) {
  const groups = new Map(GROUPS.map((name) => [name, h('div', { class: `group ${name}` })]));
  for (const section of request.card.sections.filter(({ topic }) => topic !== 'what')) {
    const group = groups.get(GROUP_OF[section.topic] ?? 'payload');
    group.append(shown(section, request, tree));
    if (section.topic === 'arguments') {
      group.append(...changes(request));
    }
  }
  groups.get('proof').append(life(request));
  return h('div', { class: 'groups' }, [...groups.values()].filter((group) => group.childElementCount > 0));
}

function shown(section, request, tree) {
  const makers = { arguments: () => argumentsOf(tree), evidence: () => evidence(section, request), review: () => facts(section.rows, running(request)) };
  const body = section.claimed ? claim(section) : (makers[section.topic]?.() ?? facts(section.rows));
  return panel(section.topic, section.title, body, section.claimed ? 'claimed' : '');
}

/** What else is shown with some facts while votes are awaited. */
function running(request) {
  return request.status === 'pending' ? { 'so far': () => quorum(request), until: (text) => [text, deadline(request)] } : {};
}

export function panel(topic, title, body, more = '') {
  return h('section', { class: `panel ${more}`, data: { topic }, 'aria-labelledby': `t-${topic}` }, h('h2', { id: `t-${topic}` }, title), body);
}

function facts(rows, more = {}) {
  const told = ({ label, text }) => more[label]?.(foreign(text)) ?? foreign(text);
  return h(
    'dl',
    { class: 'facts' },
    rows.map((row) => h('div', { class: row.label === '' ? 'remark' : '' }, h('dt', {}, foreign(row.label)), h('dd', {}, told(row), fenced(row)))),
  );
}

function fenced(row) {
  return row.block?.length > 0 && h('div', { class: 'block' }, linesFrom(row.block, 0));
}

function claim(section) {
  return section.rows.map((row) => h('blockquote', { class: 'claim' }, row.text !== '' && foreign(row.text, 'p'), fenced(row)));
}

function argumentsOf(tree) {
  const { size } = tree;
  const find = finder(tree.element);
  const end = () => tree.element.lastElementChild?.scrollIntoView({ block: 'end' });
  return [
    size.large &&
      h(
        'div',
        { class: 'tree-tools' },
        h('p', { class: 'size' }, size.words, ' ', h('button', { type: 'button', class: 'link-button', on: { click: end } }, 'To the end')),
        find.element,
      ),
    tree.element,
  ];
}

/** The arguments as a tree. */
export function treeOf(request) {
  return payload(rowsOf(request, 'arguments'));
}

function changes({ comparison }) {
  if (!comparison) {
    return [];
  }
  const when = h('a', { href: `#/history/${comparison.with}` }, `approved ${ago(now() - Date.parse(comparison.at))}`);
  const body =
    comparison.changes.length === 0
      ? h('p', { class: 'same' }, 'The same arguments as the call ', when, '.')
      : [
          h('p', { class: 'size' }, `${count(comparison.changes.length + (comparison.more ?? 0), 'difference')} to the call `, when),
          h('dl', { class: 'changes' }, comparison.changes.map(change)),
          comparison.more > 0 && h('p', { class: 'size' }, `And ${number(comparison.more)} more, not shown here: all of the arguments stand above.`),
        ];
  return [panel('changes', 'Against the last approved call of this tool', body)];
}

function change({ path, before, after }) {
  return h(
    'div',
    {},
    h('dt', {}, foreign(path)),
    before !== undefined && h('dd', { class: 'before' }, h('span', { class: 'sign' }, 'was '), h('del', {}, foreign(text(before)))),
    after !== undefined && h('dd', { class: 'after' }, h('span', { class: 'sign' }, before === undefined ? 'new ' : 'is '), h('ins', {}, foreign(text(after)))),
    after === undefined && h('dd', { class: 'after' }, h('span', { class: 'sign' }, 'is gone')),
  );
}

function text(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function evidence(section, request) {
  const rows = [...section.rows, { label: 'card', text: request.card.digest }];
  return h(
    'dl',
    { class: 'facts digests' },
    rows.map((row) => h('div', {}, h('dt', {}, row.label), h('dd', {}, HEX.test(row.text) ? digest(row.text) : foreign(row.text)))),
  );
}

function digest(hex) {
  const button = h('button', { type: 'button', class: 'link-button copy', title: 'Copy the digest' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(hex);
      setText(button, 'Copied');
    } catch {
      setText(button, 'Select it'); // No clipboard without a secure context; the text can be selected.
    }
  });
  return [h('code', {}, grouped(hex)), button];
}

/** What happened to it, told when it is opened. */
function life(request) {
  const body = h('div', { class: 'life' });
  const load = async () => {
    try {
      const { events } = await get(`api/requests/${request.id}/history`);
      put(body, timeline(events));
    } catch (problem) {
      put(body, h('p', { class: 'note' }, problem.words));
    }
  };
  const details = h('details', { class: 'panel', data: { topic: 'life' } }, h('summary', {}, h('h2', {}, 'Timeline')), body);
  if (request.status === 'ended') {
    details.open = true;
    load();
  } else {
    details.addEventListener('toggle', () => details.open && body.childElementCount === 0 && load());
  }
  return details;
}

