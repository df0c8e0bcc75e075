// Builds elements. Text only ever becomes text nodes: there is no way from here to markup.
import { local, utc, visible } from './format.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element. Properties: class, data (a map), on (listeners by event), anything else an attribute (true: empty, false or
 * undefined: left out). Children: nodes, texts, lists of these; undefined and false are left out.
 */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (name === 'data') {
      Object.entries(value).forEach(([key, text]) => (element.dataset[key] = text));
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child instanceof Node) {
      element.append(child);
    } else if (child !== undefined && child !== false && child !== '') {
      element.append(visible(String(child)));
    }
  }
}

/** Puts new children in place of the old ones. */
export function put(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Sets a text only where it differs, so that nothing is laid out or read out again for nothing. */
export function setText(element, text) {
  const shown = visible(text);
  if (element.textContent !== shown) {
    element.textContent = shown;
  }
}

/** A moment, written like everywhere else; whoever points at it is told their own time. */
export function when(instant) {
  return h('time', { datetime: instant, title: `Here: ${local(instant)}` }, utc(instant));
}

const ESCAPE = /(\\u\{[0-9A-F]+(?: [^{}]*)?\})/u;

/** Somebody else's text: isolated from what stands around it, its escapes marked. */
export function foreign(text, tag = 'bdi', more = '') {
  const element = document.createElement(tag);
  element.className = more === '' ? 'foreign' : `foreign ${more}`;
  const seen = visible(text);
  if (seen.includes('\\u{')) {
    element.append(...seen.split(ESCAPE).map((piece, i) => (i % 2 ? h('span', { class: 'escape' }, piece) : piece)));
  } else {
    element.textContent = seen;
  }
  return element;
}
