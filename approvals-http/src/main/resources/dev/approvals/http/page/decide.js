// Where decisions are taken. A decision is bound to what is shown: request, round, digest and revision.
import { decide, freshKey } from './api.js';
import { Arming } from './arming.js';
import { eachSecond, now } from './clock.js';
import { h, put, setText } from './dom.js';
import { capital, millis, words } from './format.js';
import { furtherActs } from './further.js';
import { signInAddress } from './session.js';

const LONGEST_COMMENT = 3000;
const ASK_AGAIN = 3;

const ACTS = [
  { name: 'approve', decision: 'approve', label: 'Approve', key: 'a', done: 'Approved' },
  { name: 'deny', decision: 'deny', label: 'Deny', key: 'd', done: 'Denied' },
  { name: 'reason', decision: 'deny', label: 'Deny with reason', key: 'r', done: 'Denied', talks: true },
  { name: 'escalate', decision: 'escalate', label: 'Escalate', key: 'e', done: 'Escalated' },
];

/** The bar below a request. Callbacks: onDecided(request), onStale(). */
export class Decide {
  #full;
  #whole = false;
  #busy = false;
  #stale = false;
  #pressed = { key: '', about: '' };
  #buttons = new Map();
  #ticks = 0;
  #by = '';

  constructor({ onDecided, onStale }) {
    this.onDecided = onDecided;
    this.onStale = onStale;
    this.arming = new Arming(() => this.#paint());
    this.answer = h('div', { class: 'answer', id: 'answer', role: 'alert' });
    this.hint = h('p', { class: 'hint' });
    this.bar = h('div', { class: 'buttons' });
    this.comment = new Comment((act) => this.#press(act), (open) => (this.bar.hidden = open));
    this.element = h('footer', { class: 'decide', 'aria-label': 'Decide' }, this.comment.element, this.answer, this.bar, this.hint);
    eachSecond(() => this.#tick());
  }

  /** Shows what may be decided about a request; it may be once its payload stands on the page. */
  show(full, treeReady) {
    const sameRequest = this.#full?.id === full.id;
    this.#full = full;
    this.#stale = false;
    this.#whole = false;
    if (!sameRequest) {
      put(this.answer);
      this.comment.close();
    }
    this.arming.disarm();
    const heardAt = performance.now();
    treeReady.then((built) => {
      if (built && this.#full === full) {
        this.#whole = true;
        this.arming.begin(full.actions, heardAt);
      }
    });
    this.#build();
  }

  /** The same request in the same state, as it was read just now. */
  fresh(full) {
    const rebuilt = offers(full) !== offers(this.#full);
    this.#full = full;
    this.#stale = false;
    if (rebuilt) {
      this.#build();
    }
    this.#paint();
  }

  stale(problem) {
    this.#stale = true;
    this.#say('bad', `${problem.words} What you see may be out of date; nothing can be decided until it is read again.`);
    this.#paint();
  }

  forget() {
    this.#full = undefined;
    this.arming.disarm();
    this.comment.close();
    put(this.answer);
  }

  disarm() {
    this.arming.disarm();
  }

  key(name) {
    const act = ACTS.find(({ key }) => key === name);
    if (act && this.#buttons.has(act.name)) {
      this.#press(act);
      return true;
    }
    return false;
  }

  #build() {
    const { status, card, actions = {} } = this.#full;
    this.#buttons.clear();
    const pending = status === 'pending';
    const higher = this.#full.level + 1 < this.#full.levels;
    const offered = ACTS.filter(
      ({ decision }) => pending && actions[decision] && (card.whole || decision !== 'approve') && (higher || decision !== 'escalate'),
    );
    put(
      this.bar,
      offered.map((act) => this.#button(act)),
      furtherActs(this.#full, {
        commented: () => this.comment.open(ACTS[0], 'Your comment, for the record'),
        send: (body) => {
          this.#by = '';
          return this.#send(body);
        },
        isArmed: (decision) => this.#refusalHere(decision) === '',
      }),
    );
    this.#pointAt(this.#buttons.get(this.#by)?.button);
    this.#paint();
  }

  #button(act) {
    const button = h(
      'button',
      { type: 'button', class: `button act ${act.name}`, data: { act: act.name }, on: { click: () => this.#press(act) } },
      h('span', { class: 'act-label' }, act.label),
      h('kbd', { 'aria-hidden': 'true' }, act.key),
    );
    this.#buttons.set(act.name, { button, act });
    return button;
  }

  /** Why a decision cannot be taken now, from here; empty where it can. */
  #refusalHere(decision) {
    const { decideBy, actions, card } = this.#full;
    const action = actions?.[decision === 'break_glass' ? 'breakGlass' : decision] ?? {};
    if (this.#stale) {
      return 'This may be out of date: wait until it is read again.';
    }
    if (Date.parse(decideBy) <= now()) {
      return 'The time to decide is over.';
    }
    if (action.may === false && !action.stepUp) {
      return action.why ?? `You may not ${words(decision)} this.`;
    }
    if (!this.#whole) {
      return card.whole ? 'Not all of it is on the page yet.' : this.arming.wait('deny') > 0 ? 'Not all of it is on the page yet.' : '';
    }
    const wait = this.arming.wait(decision);
    return wait === 0 ? '' : wait > 1000 ? `Read it first: ${Math.ceil(wait / 1000)} s to go.` : 'It has only just changed: look again.';
  }

  #paint() {
    if (!this.#full) {
      return;
    }
    for (const { button, act } of this.#buttons.values()) {
      const refusal = this.#refusalHere(act.decision);
      const off = this.#busy || refusal !== '';
      button.setAttribute('aria-disabled', String(off));
      button.dataset.ready = String(!off);
      button.title = refusal;
      const wait = this.arming.wait(act.decision);
      setText(button.firstElementChild, act.name === 'approve' && wait > 1000 && Number.isFinite(wait) ? `${act.label} in ${Math.ceil(wait / 1000)} s` : act.label);
    }
    const hint = this.#hint();
    setText(this.hint, this.answer.firstElementChild?.textContent === hint ? '' : hint);
    // What came of a decision stays, also where nothing more can be decided.
    this.element.hidden = this.bar.childElementCount === 0 && this.answer.childElementCount === 0;
  }

  #hint() {
    const { status, card, actions = {}, plan } = this.#full;
    if (status !== 'pending') {
      return '';
    }
    if (!card.whole) {
      return 'This view leaves out a part of the call, so it can be denied here, not approved.';
    }
    const whyNot = actions.approve?.may === false ? actions.approve.why : '';
    if (whyNot) {
      return whyNot;
    }
    return plan?.dwell && this.arming.wait('approve') > 0 ? `The plan asks for ${Math.round(millis(plan.dwell) / 1000)} s before an approval.` : '';
  }

  #press(act) {
    if (this.#busy) {
      return;
    }
    this.#by = act.name;
    const action = this.#full.actions[act.decision] ?? {};
    if (action.stepUp) {
      this.#stepUp(action.why);
      return;
    }
    const refusal = this.#refusalHere(act.decision);
    if (refusal !== '') {
      this.#say('bad', refusal);
      return;
    }
    const needed = act.talks || action.comment === 'required';
    if (needed && this.comment.text === '') {
      this.comment.open(act, act.talks ? 'Why it is denied. People read it, the agent does not' : `Why you ${words(act.decision)} this. A comment is required`);
      return;
    }
    this.#send({ decision: act.decision, ...(this.comment.text !== '' && { comment: this.comment.text }) });
  }

  async #send(body) {
    const shown = this.#full;
    const about = JSON.stringify([shown.id, shown.revision, body]);
    if (this.#pressed.about !== about) {
      this.#pressed = { about, key: freshKey() };
    }
    this.#busy = true;
    this.bar.setAttribute('aria-busy', 'true');
    put(this.answer);
    this.#paint();
    try {
      this.#taken(shown, body.decision, await decide(shown, body, this.#pressed.key));
      return undefined;
    } catch (problem) {
      this.#refused(shown, problem);
      return problem;
    } finally {
      this.#busy = false;
      this.bar.removeAttribute('aria-busy');
      this.#paint();
    }
  }

  #taken(shown, decision, receipt) {
    if (this.#full?.id === shown.id) {
      this.comment.close();
      this.arming.disarm();
      // Green is for what goes on: a denial that counted is no error, and no go-ahead either.
      this.#say(decision === 'deny' ? 'stopped' : 'good', capital(receipt.message));
    }
    this.onDecided(receipt.request ?? { ...shown, status: receipt.status });
  }

  #refused(shown, problem) {
    if (this.#full?.id !== shown.id) {
      return;
    }
    if (problem.unreachable) {
      this.#say('bad', `${problem.message} It may have counted or not. Press again: it counts at most once.`);
    } else if (problem.stepUp) {
      this.#stepUp(problem.message);
    } else if (problem.status === 422 && this.comment.text === '' && /COMMENT/.test(problem.code)) {
      this.comment.open(ACTS.find(({ decision }) => JSON.parse(this.#pressed.about)[2].decision === decision), problem.message);
    } else {
      this.#say('bad', problem.words);
    }
    if (problem.status === 409 || problem.status === 412) {
      this.onStale();
    }
  }

  #stepUp(why) {
    this.#say('bad', why ?? 'This needs you to confirm who you are.', h('a', { class: 'button strong', href: signInAddress(true) }, 'Confirm who you are'));
  }

  #say(tone, text, more) {
    this.answer.dataset.tone = tone;
    put(this.answer, h('p', {}, text), more);
    this.element.hidden = false;
    this.#paint();
    this.#pointAt(this.#buttons.get(this.#by)?.button);
  }

  /** An answer points at the button that brought it. */
  #pointAt(button) {
    this.bar.querySelectorAll('[aria-describedby]').forEach((other) => other.removeAttribute('aria-describedby'));
    const shown = button !== undefined && this.answer.childElementCount > 0 && button.checkVisibility();
    this.answer.toggleAttribute('data-points', shown);
    if (shown) {
      button.setAttribute('aria-describedby', 'answer');
      this.answer.style.setProperty('--at', `${button.offsetLeft + button.offsetWidth / 2 - this.answer.offsetLeft}px`);
    }
  }

  /** Past the deadline nothing may be decided, and the server is asked how it ended. */
  #tick() {
    if (this.#full?.status === 'pending' && Date.parse(this.#full.decideBy) <= now()) {
      this.#paint();
      if (this.#ticks++ % ASK_AGAIN === 0) {
        this.onStale();
      }
    } else {
      this.#ticks = 0;
    }
  }
}

/** What may be done about a request; how long it takes yet is no other offer. */
function offers(full) {
  return JSON.stringify(full?.actions, (name, value) => (name === 'wait' ? undefined : value));
}

/** The reviewer's words, asked for where they are needed. */
class Comment {
  constructor(onSend, onToggle) {
    this.onToggle = onToggle;
    this.label = h('label', { for: 'comment' });
    this.area = h('textarea', {
      id: 'comment',
      rows: 3,
      maxlength: LONGEST_COMMENT,
      on: {
        keydown: (event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            onSend(this.act);
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            this.close();
          }
        },
      },
    });
    this.sendButton = h('button', { type: 'button', class: 'button act', on: { click: () => onSend(this.act) } });
    this.element = h(
      'div',
      { class: 'comment', hidden: true },
      this.label,
      this.area,
      h('div', { class: 'pair' }, this.sendButton, h('button', { type: 'button', class: 'button', on: { click: () => this.close() } }, 'Cancel')),
    );
  }

  get text() {
    return this.element.hidden ? '' : this.area.value.trim();
  }

  open(act, why) {
    this.act = act;
    setText(this.label, why);
    setText(this.sendButton, act.decision === 'deny' ? 'Deny with this reason' : `${act.label} with this comment`);
    this.sendButton.className = `button act ${act.name}`;
    this.sendButton.dataset.act = `${act.name}-send`;
    this.element.hidden = false;
    this.onToggle(true);
    this.area.focus();
  }

  close() {
    const inside = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this.onToggle(false);
    this.area.value = '';
    if (inside) {
      document.querySelector('#what')?.focus({ preventScroll: true });
    }
  }
}
