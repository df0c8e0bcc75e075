// When a decision may be taken. A button or key decides about what is on screen, so it waits until that has been on screen
// whole for a moment; an approval also for as long as the plan asks.
import { millis } from './format.js';

/** How long something must stand still before a click or a key can mean it. */
const SETTLE = 700;

export class Arming {
  #since = Infinity;
  #timers = [];

  constructor(onChange) {
    this.onChange = onChange;
    this.dwell = 0;
  }

  /** Nothing can be decided until it is begun anew. */
  disarm() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#since = Infinity;
    this.onChange();
  }

  /** From now on the request is on screen as a whole. */
  begin(plan) {
    this.disarm();
    this.dwell = millis(plan?.dwell) || 0;
    this.#since = performance.now();
    for (let wait = SETTLE; wait < this.dwell + 1000; wait += 1000) {
      this.#timers.push(setTimeout(this.onChange, wait + 5));
    }
    this.#timers.push(setTimeout(this.onChange, Math.max(SETTLE, this.dwell) + 5));
    this.onChange();
  }

  /** Milliseconds until an approval, or anything else, may be taken; infinite while not everything is shown. */
  wait(decision) {
    const needed = decision === 'approve' || decision === 'break_glass' ? Math.max(SETTLE, this.dwell) : SETTLE;
    return Math.max(0, this.#since + needed - performance.now());
  }
}
