// Plots as inline SVG. Each has words for those who do not see it, and its figures as a table below.
import { h, svg } from './dom.js';

const WIDTH = 640;

function frame(height, label, ...children) {
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': label, class: 'plot', preserveAspectRatio: 'xMidYMid meet' }, ...children);
}

function title(text) {
  return svg('title', {}, text);
}

/** Upright bars: [{label, value, text}]. */
export function columns(items, label) {
  const height = 220;
  const floor = height - 28;
  const most = Math.max(1, ...items.map((item) => item.value));
  const step = WIDTH / items.length;
  const bars = items.map((item, i) => {
    const tall = item.value === 0 ? 0 : Math.max(2, (item.value / most) * (floor - 24));
    const x = i * step;
    return svg(
      'g',
      {},
      title(`${item.label}: ${item.text}`),
      svg('rect', { class: 'bar', x: x + step * 0.12, y: floor - tall, width: step * 0.76, height: tall, rx: 3 }),
      item.value > 0 && svg('text', { class: 'figure', x: x + step / 2, y: floor - tall - 6, 'text-anchor': 'middle' }, String(item.value)),
      svg('text', { class: 'tickmark', x: x + step / 2, y: height - 8, 'text-anchor': 'middle' }, item.label),
    );
  });
  return frame(height, label, svg('line', { class: 'axis', x1: 0, x2: WIDTH, y1: floor, y2: floor }), bars);
}

/** Bars and a line over days: [{label, count, value, text}]; value may be missing. */
export function trend(items, label) {
  const height = 220;
  const floor = height - 28;
  const room = floor - 16;
  const most = Math.max(1, ...items.map((item) => item.count));
  const slowest = Math.max(1, ...items.map((item) => item.value ?? 0));
  const step = WIDTH / Math.max(7, items.length);
  const x = (i) => i * step + step / 2;
  const y = (value) => floor - (value / slowest) * room;
  const known = items.map((item, i) => ({ ...item, i })).filter((item) => item.value !== undefined);
  const every = Math.ceil(items.length / 8);
  return frame(
    height,
    label,
    items.map((item, i) =>
      svg(
        'g',
        {},
        title(`${item.label}: ${item.text}`),
        svg('rect', { class: 'bar faint', x: x(i) - step * 0.36, y: floor - (item.count / most) * room, width: step * 0.72, height: (item.count / most) * room, rx: 2 }),
        i % every === 0 && svg('text', { class: 'tickmark', x: x(i), y: height - 8, 'text-anchor': 'middle' }, item.label),
      ),
    ),
    svg('line', { class: 'axis', x1: 0, x2: WIDTH, y1: floor, y2: floor }),
    svg('polyline', { class: 'curve', points: known.map((item) => `${x(item.i)},${y(item.value)}`).join(' ') }),
    known.map((item) => svg('circle', { class: 'point', cx: x(item.i), cy: y(item.value), r: 3.2 }, title(`${item.label}: ${item.text}`))),
  );
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
