// What changed, told by the server as it happens; asked for every few seconds where that does not work.
import { address, get } from './api.js';

const POLL = 5_000;
const TRIES = 3;

/**
 * Listens until closed. The handler has request(data), grant(data), reset() and state(word): live, polling or offline.
 */
export function listen(handler) {
  let source;
  let failures = 0;
  let timer = 0;
  let closed = false;
  let lastState = '';

  function state(word) {
    if (word !== lastState) {
      lastState = word;
      handler.state(word);
    }
  }

  function open() {
    source = new EventSource(address('api/events'));
    source.onopen = () => {
      const missed = failures > 0 || lastState === 'polling' || lastState === 'offline';
      failures = 0;
      clearInterval(timer);
      timer = 0;
      state('live');
      if (missed) {
        handler.reset();
      }
    };
    source.onerror = () => {
      failures++;
      if (source.readyState === EventSource.CLOSED || failures >= TRIES) {
        source.close();
        setTimeout(() => closed || document.hidden || open(), Math.min(30_000, 1_000 * 2 ** Math.min(failures, 5)));
      }
      poll();
    };
    source.addEventListener('request', (event) => tell('request', event));
    source.addEventListener('grant', (event) => tell('grant', event));
    source.addEventListener('reset', () => handler.reset());
  }

  function tell(what, event) {
    try {
      handler[what](JSON.parse(event.data));
    } catch {
      handler.reset(); // Not understood: look at everything again.
    }
  }

  function poll() {
    if (timer === 0 && !closed) {
      ask();
      timer = setInterval(ask, POLL);
    }
  }

  async function ask() {
    try {
      await get('api/me');
      if (timer !== 0) {
        state('polling');
        handler.reset();
      }
    } catch (problem) {
      if (problem.unreachable || problem.status >= 500) {
        state('offline');
      }
    }
  }

  /** A browser has few connections to one server: only a page that is seen holds one open for this. */
  function look() {
    if (closed) {
      return;
    }
    source.close();
    if (document.hidden) {
      poll();
    } else {
      failures++; // What was told meanwhile was missed.
      open();
    }
  }

  const leave = () => source.close();
  const comeBack = (event) => event.persisted && look();
  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  open();
  return () => {
    closed = true;
    clearInterval(timer);
    source.close();
    document.removeEventListener('visibilitychange', look);
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', comeBack);
  };
}
