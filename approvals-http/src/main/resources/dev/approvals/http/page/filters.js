// Search and filters above a list.
import { h } from './dom.js';
import { RISKS, capital } from './format.js';

/** Filters over requests. Calls back with what is chosen: {q, risk, mine}. */
export function filters(chosen, onChange, { statuses = [] } = {}) {
  const change = (more) => onChange(Object.assign(chosen, more));
  const search = h('input', {
    type: 'search',
    id: 'search',
    placeholder: 'Search',
    'aria-label': 'Search requests',
    autocomplete: 'off',
    spellcheck: 'false',
    value: chosen.q,
    on: { input: (event) => change({ q: event.target.value }) },
  });
  return h(
    'form',
    { class: 'filters', role: 'search', 'aria-label': 'Filters', on: { submit: (event) => event.preventDefault() } },
    h('div', { class: 'search' }, search, h('kbd', { 'aria-hidden': 'true' }, '/')),
    h(
      'div',
      { class: 'choices' },
      statuses.length > 0 && select('Status', statuses, chosen.status, (status) => change({ status })),
      select('Risk', [['', 'Any risk'], ...RISKS.map((risk) => [risk, capital(risk)])], chosen.risk, (risk) => change({ risk })),
      statuses.length === 0 && mine(chosen.mine, (on) => change({ mine: on })),
    ),
  );
}

function select(label, options, value, onChange) {
  return h(
    'select',
    { 'aria-label': label, on: { change: (event) => onChange(event.target.value) } },
    options.map(([key, text]) => h('option', { value: key, selected: key === value }, text)),
  );
}

function mine(value, onChange) {
  return h(
    'label',
    { class: 'tick' },
    h('input', { type: 'checkbox', checked: value, on: { change: (event) => onChange(event.target.checked) } }),
    'Mine to decide',
  );
}

/** Whether a request is one that was asked for. */
export function matches(request, { q, risk, mine: onlyMine }) {
  const text = [request.summary, request.tool, request.agent, request.onBehalfOf, request.code, request.id, request.conversation]
    .join('\n')
    .toLowerCase();
  return (
    q.toLowerCase().split(/\s+/u).every((word) => text.includes(word)) &&
    (risk === '' || request.risk === risk) &&
    (!onlyMine || request.mine?.mayDecide === true)
  );
}
