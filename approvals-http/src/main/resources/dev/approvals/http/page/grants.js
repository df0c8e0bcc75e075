// Approvals that cover further calls, and how to end them.
import { freshKey, get, post } from './api.js';
import { eachSecond, now } from './clock.js';
import { ask } from './dialogs.js';
import { foreign, h, put, setText, when } from './dom.js';
import { count, duration, left, millis } from './format.js';
import { emptyNote, loadingRows } from './list.js';

export class Grants {
  constructor() {
    this.body = h('div', {}, loadingRows());
    this.element = h(
      'section',
      { class: 'page', 'aria-labelledby': 'grants-title' },
      h('h1', { id: 'grants-title' }, 'Grants'),
      h('p', { class: 'lead' }, 'Approvals that let further calls pass without being asked. They end by themselves, by use or by time, or here.'),
      this.body,
    );
  }

  enter() {
    this.stop = eachSecond(() => this.#tick());
    this.#load();
  }

  leave() {
    this.stop?.();
  }

  changed() {}

  reset() {
    this.#load();
  }

  granted() {
    this.#load();
  }

  key() {
    return false;
  }

  async #load() {
    try {
      const { grants } = await get('api/grants');
      put(this.body, grants.length === 0 ? emptyNote('No grants', 'Each call is asked about by itself.') : h('ul', { class: 'tiles' }, grants.map((grant) => this.#tile(grant))));
    } catch (problem) {
      put(this.body, emptyNote('The grants could not be loaded', problem.words));
    }
    this.#tick();
  }

  #tile(grant) {
    const { scope } = grant;
    const covers = scope.free.length > 0 ? ['whatever ', foreign(scope.free.join(', ')), ', the other arguments equal'] : 'equal arguments only';
    return h(
      'li',
      { class: 'panel' },
      h('h2', {}, foreign(grant.summary)),
      h('p', { class: 'sub' }, foreign(grant.agent), grant.onBehalfOf && [' for ', foreign(grant.onBehalfOf)], ' · ', h('code', {}, foreign(grant.tool))),
      h('p', { class: 'figures' }, h('b', {}, count(grant.usesLeft, 'call')), ` of ${scope.uses} left · `, h('b', { class: 'time', data: { until: grant.until } }), ' left, until ', when(grant.until)),
      h('p', { class: 'sub' }, 'Covers ', covers, scope.idle !== scope.lasts && `; over after ${duration(millis(scope.idle))} without a call`),
      h('p', { class: 'sub' }, 'Given by ', (grant.votes ?? []).map((vote, i) => [i > 0 && ', ', foreign(vote.person)])),
      h(
        'p',
        { class: 'pair' },
        h('button', { type: 'button', class: 'button act deny', on: { click: () => this.#revoke(grant) } }, 'Revoke…'),
        h('a', { class: 'button', href: `#/history/${grant.requestId}` }, 'The request'),
      ),
    );
  }

  #tick() {
    for (const time of this.body.querySelectorAll('[data-until]')) {
      setText(time, left(Date.parse(time.dataset.until) - now()));
    }
  }

  #revoke(grant) {
    ask(
      { title: 'Revoke the grant', text: ['Calls that it would have covered are asked about again, or refused.'], fields: [{ name: 'reason', label: 'Why', type: 'lines' }], submit: 'Revoke', tone: 'deny' },
      async ({ reason }) => {
        try {
          await post(`api/grants/${encodeURIComponent(grant.id)}/revocation`, { reason }, { 'Idempotency-Key': freshKey() });
          this.#load();
          return undefined;
        } catch (problem) {
          return problem;
        }
      },
    );
  }
}
