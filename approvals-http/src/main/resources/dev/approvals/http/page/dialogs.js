// One way to ask for words before something deliberate is done.
import { h, put } from './dom.js';
import { signInAddress } from './session.js';

let numbers = 0;

/**
 * Asks in a dialogue. Fields: {name, label, type: text|lines|number|select, value, min, max, options, must (the text that
 * has to be typed)}. The submitter is called with the values and gives a problem, or nothing where it was done.
 */
export function ask({ title, text, fields, submit, tone = '' }, submitter) {
  const inputs = new Map(fields.map((field) => [field.name, input(field)]));
  const wrong = h('div', { class: 'answer', role: 'alert', data: { tone: 'bad' } });
  const button = h('button', { type: 'submit', class: `button act ${tone}` }, submit);
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', { id: 'dialog-title' }, title),
    text.map((line) => h('p', {}, line)),
    fields.map((field) => labelled(field, inputs.get(field.name))),
    wrong,
    h('div', { class: 'pair' }, button, h('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, 'Cancel')),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const lacking = fields.find((field) => field.must !== undefined && inputs.get(field.name).value.trim() !== field.must);
    if (lacking) {
      put(wrong, h('p', {}, `Type ${lacking.must} to confirm.`));
      inputs.get(lacking.name).focus();
      return;
    }
    button.disabled = true;
    const problem = await submitter(Object.fromEntries([...inputs].map(([name, element]) => [name, element.value.trim()])));
    button.disabled = false;
    if (problem) {
      put(wrong, h('p', {}, problem.words ?? problem), problem.stepUp && h('a', { class: 'button strong', href: signInAddress(true) }, 'Confirm who you are'));
    } else {
      dialog.close();
    }
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function input(field) {
  const id = `field-${++numbers}`;
  if (field.type === 'select') {
    return h('select', { id }, field.options.map(([value, label]) => h('option', { value, selected: value === field.value }, label)));
  }
  const shared = { id, required: field.optional !== true, autocomplete: 'off', spellcheck: 'false' };
  return field.type === 'lines'
    ? h('textarea', { ...shared, rows: 3, maxlength: 3000 })
    : h('input', { ...shared, type: field.type ?? 'text', value: field.value, min: field.min, max: field.max });
}

function labelled(field, element) {
  return h('p', { class: 'field' }, h('label', { for: element.id }, field.label), element);
}
