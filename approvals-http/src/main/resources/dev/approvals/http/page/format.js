// How single things are written. Pure functions; no DOM.

// What hides, reorders or has no glyph. The server has made card texts visible already; this is the second lock.
const HIDDEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}]|\p{Cs}/gu;

/** A text in which every character can be seen. */
export function visible(text) {
  return text.replace(HIDDEN, (c) => `\\u{${c.codePointAt(0).toString(16).toUpperCase()}}`);
}

/** A constant in words: break_glass becomes "break glass". */
export function words(constant) {
  return constant.toLowerCase().replaceAll('_', ' ');
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const GROUPED = new Intl.NumberFormat('en');

export function number(value) {
  return GROUPED.format(value);
}

export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export function percent(share) {
  return `${Math.round(share * 100)} %`;
}

const PARTS = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days and less; NaN for anything else. */
export function millis(iso) {
  const parts = PARTS.exec(iso ?? '');
  if (!parts) {
    return NaN;
  }
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** A duration in at most two units: "2 d 3 h", "4 min 10 s", "12 s". */
export function duration(ms) {
  if (!Number.isFinite(ms)) {
    return 'unknown';
  }
  const seconds = Math.max(0, Math.round(ms / 1000));
  const all = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = all.findIndex(([amount]) => amount > 0);
  if (first < 0) {
    return ms > 0 ? `${Math.max(1, Math.round(ms))} ms` : '0 s';
  }
  return all
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** What is left, as a clock where it is less than an hour: "4:12", "7 h 58 min", "3 d 4 h". */
export function left(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds >= 3_600) {
    return duration(ms);
  }
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function ago(ms) {
  if (ms < 10_000) {
    return 'just now';
  }
  return `${duration(ms).split(' ').slice(0, 2).join(' ')} ago`;
}

/** A moment as the card and the journal have it. */
export function utc(instant) {
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const HERE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/** A moment in the reader's own time zone, which is named. */
export function local(instant) {
  return HERE.format(new Date(instant));
}

/** A digest in groups of eight, so that two can be compared by eye. */
export function grouped(hex) {
  return (hex.match(/.{1,8}/gsu) ?? []).join(' ');
}

const ENDINGS = {
  returned: 'Ran and returned',
  threw: 'Ran and failed',
  unknown: 'Started, end unknown',
  DENIED_BY_REVIEWER: 'Denied',
  DENIED_BY_POLICY: 'Denied by policy',
  EXPIRED: 'Expired',
  LAPSED: 'Lapsed',
  REVOKED: 'Withdrawn',
  CANCELLED: 'Cancelled',
  INVALIDATED: 'Invalidated',
};

/** How a request stands, in a word or two. */
export function standing(request) {
  if (request.status === 'ended') {
    const outcome = request.outcome ?? {};
    const key = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    return ENDINGS[key] ?? capital(words(key ?? 'ended'));
  }
  return { pending: 'Pending', approved: 'Approved, not run yet', running: 'Running' }[request.status] ?? request.status;
}

/** The kind of an ending, for its colour: good, bad, open or gone. */
export function tone(request) {
  if (request.status !== 'ended') {
    return request.status === 'pending' ? 'open' : 'good';
  }
  const { kind, code } = request.outcome ?? {};
  if (kind === 'returned') {
    return 'good';
  }
  return kind === 'threw' || kind === 'unknown' || /^DENIED/.test(code ?? '') ? 'bad' : 'gone';
}

export const RISKS = ['low', 'medium', 'high', 'critical'];
