// What happened to a request, in order, with the proof of each step.
import { address } from './api.js';
import { foreign, h, when } from './dom.js';
import { capital, words } from './format.js';

const TITLES = {
  'action.requested': 'Called',
  'policy.evaluated': 'Policy asked',
  'approval.requested': 'Put before reviewers',
  'approval.notified': 'Brought to a channel',
  'approval.shown': 'Opened by a reviewer',
  'approval.detached': 'Handed over, the caller goes on',
  'outcome.delivered': 'Outcome handed back',
  'approval.decided': 'Vote',
  'approval.refused': 'A vote was refused',
  'approval.escalated': 'Escalated',
  'approval.expired': 'Expired',
  'approval.cancelled': 'Cancelled',
  'approval.invalidated': 'Invalidated',
  'approval.revoked': 'Approval withdrawn',
  'approval.lapsed': 'Approval lapsed',
  'approval.reminded': 'Reminded',
  'break_glass.used': 'The glass was broken',
  'break_glass.reviewed': 'Reviewed afterwards',
  'review.recorded': 'Noted afterwards',
  'grant.issued': 'Grant given',
  'grant.used': 'Grant used',
  'grant.expired': 'Grant over',
  'grant.revoked': 'Grant revoked',
  'action.started': 'Started',
  'action.completed': 'Ran and returned',
  'action.failed': 'Ran and failed',
  'action.outcome_unknown': 'Started, end unknown',
};

const TONES = [
  [/refused|expired|cancelled|invalidated|revoked|lapsed|failed|unknown|break_glass\.used/, 'bad'],
  [/completed|started|issued/, 'good'],
];

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The events as a list. */
export function timeline(events) {
  if (events.length === 0) {
    return h('p', { class: 'note' }, 'Nothing is kept of it any more.');
  }
  return h('ol', { class: 'timeline' }, events.map(event));
}

function event({ type, at, facts = {}, journal }) {
  const told = Object.entries(facts).filter(([, text]) => text !== '');
  const name = type.toLowerCase();
  return h(
    'li',
    { class: TONES.find(([pattern]) => pattern.test(name))?.[1] ?? '' },
    h('div', { class: 'step' }, h('b', {}, TITLES[name] ?? capital(words(name.replaceAll('.', ' ')))), when(at)),
    told.length > 0 &&
      h('dl', { class: 'facts small' }, told.map(([label, text]) => h('div', {}, h('dt', {}, foreign(label)), h('dd', {}, INSTANT.test(text) ? when(text) : foreign(text))))),
    journal && h('a', { class: 'proof', href: address(`api/journal/proof/${journal.seq}`), download: `approvals-${journal.seq}.tlog-proof` }, `Proof of journal line ${journal.seq}`),
  );
}
