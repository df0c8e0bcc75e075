// The API. Every answer is either JSON or a Problem; nothing else leaves here.
import { learn } from './clock.js';

const BASE = new URL('.', document.baseURI);
const PATIENCE = 20_000;
let csrf = '';
let onSignedOut = () => {};

/** Why something was not done: a problem of the server's, or no answer at all (status 0). */
export class Problem extends Error {
  constructor(status, body, headers) {
    super(body.detail || body.title || 'Something went wrong.');
    this.status = status;
    this.code = body.code ?? '';
    this.title = body.title ?? '';
    this.cure = body.cure ?? '';
    this.stepUp = this.code === 'ASSURANCE_TOO_WEAK' || /insufficient_user_authentication/.test(headers?.get('WWW-Authenticate') ?? '');
  }

  get unreachable() {
    return this.status === 0;
  }

  /** All that the server said, as sentences. */
  get words() {
    return [this.message, this.cure].filter((text) => text !== '').join(' ');
  }
}

export function address(path) {
  return new URL(path, BASE);
}

/** Calls back whenever an answer says that nobody is signed in. */
export function whenSignedOut(listener) {
  onSignedOut = listener;
}

export function keepToken(token) {
  csrf = token ?? '';
}

async function exchange(path, options) {
  const asked = Date.now();
  try {
    const answer = await fetch(address(path), {
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
    const text = await answer.text();
    return { answer, text, asked, heard: Date.now() };
  } catch (failure) {
    const slow = failure.name === 'TimeoutError';
    throw new Problem(0, { title: slow ? 'The server takes too long to answer.' : 'The server cannot be reached.' });
  }
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

async function call(path, options) {
  const { answer, text, asked, heard } = await exchange(path, options);
  const body = text === '' ? {} : json(text);
  if (!answer.ok) {
    if (answer.status === 401 && !path.startsWith('login')) {
      onSignedOut();
    }
    throw new Problem(answer.status, { title: `The server answered ${answer.status}.`, ...body }, answer.headers);
  }
  learn(body.now, asked, heard);
  return body;
}

/** Reads JSON. */
export function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ''));
  return call(query.size > 0 ? `${path}?${query}` : path, { headers: { Accept: 'application/json' } });
}

/** Reads text. */
export async function getText(path) {
  const { answer, text } = await exchange(path, { headers: { Accept: 'text/plain' } });
  if (!answer.ok) {
    throw new Problem(answer.status, { title: `The server answered ${answer.status}.`, ...json(text) }, answer.headers);
  }
  return text;
}

/** Sends JSON. */
export function post(path, body, headers = {}) {
  return call(path, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...(csrf && { 'X-CSRF-Token': csrf }), ...headers },
    body: JSON.stringify(body),
  });
}

/** A key that no other click has, also where the page is not in a secure context. */
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Decides about exactly what was shown: request, round, digest and revision. */
export function decide(shown, decision, key) {
  return post(
    `api/requests/${encodeURIComponent(shown.id)}/decisions`,
    { ...decision, digest: shown.digest, round: shown.round },
    { 'If-Match': `"${shown.revision}"`, 'Idempotency-Key': key },
  );
}
