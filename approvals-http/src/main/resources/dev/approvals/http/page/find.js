// Searches a part of the page, to its very end, and marks what it finds without changing the page.
import { h, put, setText } from './dom.js';
import { number } from './format.js';

const MOST_MARKED = 2_000;
const NAME = 'found';

/** A search over an element's text. */
export function finder(target) {
  const state = { hits: [], at: -1 };
  const told = h('span', { class: 'find-count', role: 'status' });
  const input = h('input', {
    type: 'search',
    class: 'find-input',
    placeholder: 'Find in the arguments',
    'aria-label': 'Find in the arguments',
    spellcheck: 'false',
    autocomplete: 'off',
    on: {
      input: () => search(input.value),
      keydown: (event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          move(event.shiftKey ? -1 : 1);
        }
      },
    },
  });

  function search(text) {
    state.hits = text === '' ? [] : hits(target, text.toLowerCase());
    state.at = -1;
    mark(state.hits.slice(0, MOST_MARKED));
    setText(told, text === '' ? '' : `${number(state.hits.length)} found`);
    if (state.hits.length > 0) {
      move(1);
    }
  }

  function move(by) {
    if (state.hits.length > 0) {
      state.at = (state.at + by + state.hits.length) % state.hits.length;
      setText(told, `${number(state.at + 1)} of ${number(state.hits.length)}`);
      reveal(state.hits[state.at]);
    }
  }

  return {
    element: h('div', { class: 'find' }, input, told, step('↑', 'Previous', -1), step('↓', 'Next', 1)),
    focus: () => input.focus(),
    clear: () => put(told) && mark([]),
  };

  function step(sign, label, by) {
    return h('button', { type: 'button', class: 'icon', 'aria-label': label, title: label, on: { click: () => move(by) } }, sign);
  }
}

/** The text of an element, and where each of its text nodes begins in it. */
function read(target) {
  const nodes = [];
  const texts = [];
  let length = 0;
  let line;
  const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const own = node.parentElement.closest('.line, dt, dd');
    // A piece that goes on the line before it is the same line.
    if (own !== line && !own?.classList.contains('on')) {
      texts.push('\n');
      length++;
    }
    line = own;
    nodes.push({ node, from: length });
    texts.push(node.data);
    length += node.data.length;
  }
  return { nodes, text: texts.join('').toLowerCase() };
}

function hits(target, wanted) {
  const { nodes, text } = read(target);
  const found = [];
  let index = 0;
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
    while (index + 1 < nodes.length && nodes[index + 1].from <= from) {
      index++;
    }
    let last = index;
    while (last + 1 < nodes.length && nodes[last + 1].from < from + wanted.length) {
      last++;
    }
    const range = new StaticRange({
      startContainer: nodes[index].node,
      startOffset: from - nodes[index].from,
      endContainer: nodes[last].node,
      endOffset: Math.min(nodes[last].node.length, from + wanted.length - nodes[last].from),
    });
    found.push(range);
  }
  return found;
}

function mark(ranges) {
  if (globalThis.CSS?.highlights) {
    CSS.highlights.set(NAME, new Highlight(...ranges));
  }
}

function reveal(found) {
  if (globalThis.CSS?.highlights) {
    CSS.highlights.set(`${NAME}-now`, new Highlight(found));
  }
  found.startContainer.parentElement.scrollIntoView({ block: 'center' });
}
