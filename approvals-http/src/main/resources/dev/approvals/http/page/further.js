// What is done seldom and on purpose: approving more calls than one, breaking the glass, withdrawing, noting, reviewing.
import { freshKey, get, post } from './api.js';
import { ask } from './dialogs.js';
import { h } from './dom.js';
import { duration, millis } from './format.js';

/** Further acts: behind a menu while votes are awaited, else as buttons; nothing where there are none. */
export function furtherActs(full, { commented, send, isArmed }) {
  const { status, actions = {}, plan = {}, card } = full;
  const pending = status === 'pending';
  const items = [
    pending && card.whole && actions.approve?.may && ['Approve with a comment', commented],
    pending && card.whole && actions.approve?.may && plan.grantable && ['Approve further calls, too…', () => cover(full, send, isArmed)],
    pending && card.whole && (actions.breakGlass?.may || actions.breakGlass?.stepUp) && ['Break the glass…', () => breakGlass(full, send, isArmed), 'danger'],
    actions.withdraw?.may && ['Withdraw the approval…', () => withdraw(full), 'danger'],
    actions.close?.may && ['Note what became of it…', () => note(full)],
    actions.review?.may && ['Record the review that is owed…', () => review(full)],
  ].filter((item) => item);
  if (items.length === 0) {
    return undefined;
  }
  const button = (name, before) => ([label, act, tone]) =>
    h('button', { type: 'button', class: `${name} ${tone ?? ''}`, on: { click: () => (before(), act()) } }, label);
  if (!pending) {
    return items.map(button('button', () => {}));
  }
  const menu = h('details', { class: 'menu more', name: 'menu' }, h('summary', { class: 'button', 'aria-label': 'More' }, '⋯'));
  menu.append(h('div', { class: 'menu-body' }, items.map(button('menu-item', () => (menu.open = false)))));
  return menu;
}

function cover(full, send, isArmed) {
  const widest = full.plan.grantable;
  const free = widest.free.length > 0 ? `whatever ${widest.free.join(', ')}, the other arguments equal` : 'with equal arguments';
  ask(
    {
      title: 'Approve further calls, too',
      text: [`Calls of the same agent, for the same person and in the same conversation pass without being asked, ${free}.`],
      fields: [
        { name: 'uses', label: `How many calls, at most ${widest.uses}`, type: 'number', value: Math.min(5, widest.uses), min: 1, max: widest.uses },
        { name: 'lasts', label: 'For how long', type: 'select', value: widest.lasts, options: lengths(widest.lasts) },
        ...(full.actions.approve.comment === 'required' ? [{ name: 'comment', label: 'Why', type: 'lines' }] : []),
      ],
      submit: 'Approve these calls',
      tone: 'approve',
    },
    ({ uses, lasts, comment }) =>
      isArmed('approve')
        ? send({ decision: 'approve', ...(comment && { comment }), scope: { free: widest.free, uses: Number(uses), lasts, idle: shorter(widest.idle, lasts) } })
        : 'It changed or its time is over: close this and look again.',
  );
}

function shorter(a, b) {
  return millis(a) <= millis(b) ? a : b;
}

function lengths(widest) {
  return ['PT10M', 'PT1H', 'PT4H', 'PT24H', widest]
    .filter((iso, i, all) => all.indexOf(iso) === i && millis(iso) <= millis(widest))
    .map((iso) => [iso, duration(millis(iso))]);
}

function breakGlass(full, send, isArmed) {
  ask(
    {
      title: 'Break the glass',
      text: [
        'The call runs at once, on your word alone and against the plan. Everybody can see that you did it, and somebody else has to review it afterwards.',
        'This is for emergencies in which nobody else can be reached.',
      ],
      fields: [
        { name: 'comment', label: 'What the emergency is', type: 'lines' },
        { name: 'code', label: `Type ${full.code} to confirm that you mean this request`, must: full.code },
      ],
      submit: 'Break the glass',
      tone: 'deny',
    },
    ({ comment }) => (isArmed('break_glass') ? send({ decision: 'break_glass', comment }) : 'It changed or its time is over: close this and look again.'),
  );
}

/** Brings words about a request to the server; the page hears of the change like everybody else, and asks at once. */
async function tell(full, what, body) {
  try {
    await post(`api/requests/${encodeURIComponent(full.id)}/${what}`, body, { 'If-Match': `"${full.revision}"`, 'Idempotency-Key': freshKey() });
    document.dispatchEvent(new CustomEvent('approvals:changed', { detail: { id: full.id } }));
    return undefined;
  } catch (problem) {
    return problem;
  }
}

function withdraw(full) {
  ask(
    { title: 'Withdraw the approval', text: ['The call has not run yet; once this counts, it will not.'], fields: [{ name: 'reason', label: 'Why', type: 'lines' }], submit: 'Withdraw', tone: 'deny' },
    ({ reason }) => tell(full, 'withdrawal', { reason }),
  );
}

function note(full) {
  ask(
    {
      title: 'Note what became of it',
      text: ['The tool was started, and nobody knows whether it finished. Look first; the call is not run again.'],
      fields: [{ name: 'note', label: 'What you found', type: 'lines' }],
      submit: 'Record the note',
    },
    ({ note: words }) => tell(full, 'closing', { note: words }),
  );
}

/** Asks for the review of a broken glass; of the request at least the id is known. */
export function review({ id }) {
  ask(
    { title: 'Record the review', text: ['Somebody approved this alone, in an emergency. Say what you found.'], fields: [{ name: 'findings', label: 'Findings', type: 'lines' }], submit: 'Record the review' },
    async ({ findings }) => {
      try {
        return await tell(await get(`api/requests/${encodeURIComponent(id)}`), 'review', { findings });
      } catch (problem) {
        return problem;
      }
    },
  );
}
