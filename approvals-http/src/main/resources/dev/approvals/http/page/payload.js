// The whole payload as a tree. However large it is, all of it stands on the page: what is far away is only not painted.
import { foreign, h } from './dom.js';
import { count, number } from './format.js';

const ROWS_A_CHUNK = 100;
const LINES_A_CHUNK = 100;
const LONG = 2_000;
const BREATH = 24;

/**
 * A tree of rows, built piece by piece so that the page stays awake. Gives {element, size, ready}; ready is kept once the
 * last row stands on the page, with whether it was (false where it was stopped).
 */
export function payload(rows) {
  const element = h('div', { class: 'tree' });
  let stopped = false;
  const ready = build(element, chunks(rows), () => stopped).then(() => !stopped);
  return { element, size: size(rows), ready, stop: () => (stopped = true) };
}

async function build(element, pieces, isStopped) {
  let since = performance.now();
  for (const piece of pieces) {
    if (isStopped()) {
      return;
    }
    element.append(piece());
    if (performance.now() - since > BREATH) {
      await breathe();
      since = performance.now();
    }
  }
}

/** Lets clicks and paints through. A message comes also where timers are slowed down. */
function breathe() {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(0);
  });
}

/** Functions that make the pieces, in order. */
function* chunks(rows) {
  let small = [];
  const flush = () => {
    const these = small;
    small = [];
    return () => h('dl', { class: 'leaves' }, these.map(leaf));
  };
  for (const row of rows) {
    if (isLarge(row)) {
      if (small.length > 0) {
        yield flush();
      }
      yield* largeRow(row);
    } else {
      small.push(row);
      if (small.length === ROWS_A_CHUNK) {
        yield flush();
      }
    }
  }
  if (small.length > 0) {
    yield flush();
  }
}

function isLarge(row) {
  return row.text.length > LONG || (row.block ?? []).length > LINES_A_CHUNK || (row.block ?? []).some((line) => line.length > LONG);
}

function leaf(row) {
  const dd = document.createElement('dd');
  dd.append(...value(row), ...block(row.block));
  const element = document.createElement('div');
  element.className = row.label === '' ? 'leaf remark' : 'leaf';
  element.append(name(row), dd);
  return indent(row, element);
}

function indent(row, element) {
  if (row.depth > 0) {
    element.style.setProperty('--depth', row.depth);
  }
  return element;
}

function name(row) {
  return row.label === '' ? h('dt', {}, h('span', { class: 'hush' }, 'note')) : foreign(row.label, 'dt');
}

/** A value: in quotes it is somebody else's text; in brackets a remark of the gate's own; else a number or the like. */
function value({ text, block: lines = [] }) {
  if (text === '') {
    return [];
  }
  const kind = text.startsWith('"') ? 'text' : text.startsWith('(') || lines.length > 0 ? 'remark' : 'exact';
  const found = /^(".*")( \(a reference: its content is not covered\))$/su.exec(text);
  return found
    ? [foreign(found[1], 'span', 'value text'), h('span', { class: 'value remark' }, found[2])]
    : [foreign(text, 'span', `value ${kind}`)];
}

function block(lines = []) {
  return lines.length > 0 ? [h('div', { class: 'block', role: 'group', 'aria-label': count(lines.length, 'line') }, linesFrom(lines, 0))] : [];
}

/** Lines with their numbers in the margin, so that nobody takes a wrapped line for two. */
export function linesFrom(lines, first) {
  const piece = h('div', { class: 'lines' }, lines.map((line) => cut(line).map(lineSpan)));
  // Set inside the piece: what is only painted when it is near counts for itself.
  piece.firstElementChild?.style.setProperty('counter-set', `line ${first + 1}`);
  return piece;
}

function lineSpan(text, index) {
  return foreign(text === '' ? '\n' : text, 'div', index === 0 ? 'line' : 'line on');
}

function* largeRow(row) {
  const lines = row.block?.length > 0 ? row.block : [row.text];
  const label = row.block?.length > 0 ? row.text : count(row.text.length, 'character');
  const holder = indent(
    row,
    h('dl', { class: 'leaves' }, h('div', { class: 'leaf' }, name(row), h('dd', {}, h('span', { class: 'value remark' }, label)))),
  );
  yield () => holder;
  const fence = h('div', { class: 'block large', role: 'group', 'aria-label': label });
  holder.querySelector('dd').append(fence);
  let from = 0;
  while (from < lines.length) {
    const start = from;
    let chars = 0;
    while (from < lines.length && from - start < LINES_A_CHUNK && chars < LONG * 8) {
      chars += lines[from].length;
      from++;
    }
    const these = lines.slice(start, from);
    yield () => {
      fence.append(linesFrom(these, start));
      return document.createDocumentFragment();
    };
  }
}

/** A line in pieces that are laid out quickly; never inside a character or an escape. */
function cut(line) {
  const pieces = [];
  let from = 0;
  while (line.length - from > LONG) {
    let to = from + LONG;
    const escape = line.lastIndexOf('\\u{', to);
    if (escape > from && line.indexOf('}', escape) >= to) {
      to = escape;
    } else if (/[\uDC00-\uDFFF]/.test(line[to])) {
      to--;
    }
    pieces.push(line.slice(from, to));
    from = to;
  }
  pieces.push(line.slice(from));
  return pieces;
}

function size(rows) {
  const lines = rows.reduce((sum, row) => sum + 1 + (row.block ?? []).length, 0);
  const chars = rows.reduce((sum, row) => sum + row.text.length + (row.block ?? []).reduce((all, line) => all + line.length, 0), 0);
  return { lines, chars, large: lines > 60 || chars > 6_000, words: `${count(chars, 'character')} in ${number(lines)} ${lines === 1 ? 'row' : 'rows'}` };
}
