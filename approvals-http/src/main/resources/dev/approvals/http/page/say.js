// What is said aloud to those who do not see the page. Arrivals are gathered, so that the voice does not chatter.
import { byId, put } from './dom.js';
import { count } from './format.js';

const GATHER = 4000;
let arrived = 0;
let timer = 0;

/** Says something that the reader has just done or must know. */
export function say(text) {
  put(byId('polite'), text);
}

/** Says something that cannot wait, such as a refusal. */
export function sayNow(text) {
  put(byId('assertive'), text);
}

export function sayArrivals(more) {
  arrived += more;
  timer ||= setTimeout(() => {
    say(`${count(arrived, 'new request')}`);
    arrived = 0;
    timer = 0;
  }, GATHER);
}
