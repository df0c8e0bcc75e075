// Plots as inline SVG. Each has words for those who do not see it, and its figures as a table below.
import { h, svg } from './dom.js';

const TICK = 64;

function title(text) {
  return svg('title', {}, text);
}

/** A plot that is drawn anew for the width there is, so that its texts keep their size. */
function drawn(draw) {
  const element = h('div', { class: 'plot-room' });
  let last = 0;
  new ResizeObserver(([{ contentRect }]) => {
    const width = Math.round(contentRect.width);
    if (width > 0 && width !== last) {
      last = width;
      element.replaceChildren(draw(width));
    }
  }).observe(element);
  return element;
}

/**
 * A line above bars, over days: [{label, count, value, text}]; value may be missing. Upper and lower say what is drawn and
 * how its largest is written.
 */
export function trend(items, { upper, lower }) {
  return drawn((width) => {
    const step = width / Math.max(7, items.length);
    const every = Math.ceil(TICK / step);
    const x = (i) => i * step + step / 2;
    return svg(
      'svg',
      { viewBox: `0 0 ${width} 236`, role: 'img', 'aria-label': `By day: ${upper[0]} above, ${lower[0]} below`, class: 'plot' },
      line(items, { x, width, top: 22, floor: 112, says: upper }),
      bars(items, { x, width, top: 142, floor: 212, step, says: lower }),
      items.map((item, i) => i % every === 0 && svg('text', { class: 'tickmark', x: Math.max(18, x(i)), y: 230, 'text-anchor': 'middle' }, item.label)),
    );
  });
}

function line(items, { x, width, top, floor, says: [what, write] }) {
  const most = Math.max(1, ...items.map((item) => item.value ?? 0));
  const y = (value) => floor - (value / most) * (floor - top);
  const known = items.map((item, i) => ({ ...item, i })).filter((item) => item.value !== undefined);
  return [
    scale(width, top, floor, what, write(most)),
    svg('polyline', { class: 'curve', points: known.map((item) => `${x(item.i)},${y(item.value)}`).join(' ') }),
    known.map((item) => svg('circle', { class: 'point', cx: x(item.i), cy: y(item.value), r: 3 }, title(`${item.label}: ${item.text}`))),
  ];
}

function bars(items, { x, width, top, floor, step, says: [what, write] }) {
  const most = Math.max(1, ...items.map((item) => item.count));
  const tall = (item) => (item.count / most) * (floor - top);
  return [
    scale(width, top, floor, what, write(most)),
    items.map((item, i) =>
      svg('rect', { class: 'bar', x: x(i) - step * 0.36, y: floor - tall(item), width: step * 0.72, height: tall(item), rx: Math.min(2, step / 6) }, title(`${item.label}: ${item.text}`)),
    ),
  ];
}

/** What is drawn, its largest, and the lines at the largest and at nothing. */
function scale(width, top, floor, what, most) {
  return [
    svg('text', { x: 0, y: top - 8 }, what),
    svg('text', { class: 'figure', x: width, y: top - 8, 'text-anchor': 'end' }, `up to ${most}`),
    svg('line', { class: 'axis faint', x1: 0, x2: width, y1: top, y2: top }),
    svg('line', { class: 'axis', x1: 0, x2: width, y1: floor, y2: floor }),
  ];
}

/** A ring of shares: [{value, kind}], with words in its middle. */
export function ring(parts, label, middle) {
  const whole = Math.max(1, parts.reduce((sum, part) => sum + part.value, 0));
  const radius = 52;
  const round = 2 * Math.PI * radius;
  let from = 0;
  const arcs = parts.map(({ value, kind }) => {
    const length = (value / whole) * round;
    const arc = svg('circle', { class: `arc ${kind}`, cx: 70, cy: 70, r: radius, 'stroke-dasharray': `${length} ${round - length}`, 'stroke-dashoffset': -from });
    from += length;
    return arc;
  });
  return svg(
    'svg',
    { viewBox: '0 0 140 140', role: 'img', 'aria-label': label, class: 'ring' },
    svg('circle', { class: 'arc none', cx: 70, cy: 70, r: radius }),
    svg('g', { transform: 'rotate(-90 70 70)' }, arcs),
    svg('text', { class: 'middle', x: 70, y: 78, 'text-anchor': 'middle' }, middle),
  );
}

/** A table of figures: the first row is the heading; the first cell of a row names it. */
export function table(caption, heading, rows) {
  return h(
    'table',
    {},
    h('caption', { class: 'hush' }, caption),
    h('thead', {}, h('tr', {}, heading.map((cell) => h('th', { scope: 'col' }, cell)))),
    h('tbody', {}, rows.map(([name, ...cells]) => h('tr', {}, h('th', { scope: 'row' }, name), cells.map((cell) => h('td', {}, cell))))),
  );
}
