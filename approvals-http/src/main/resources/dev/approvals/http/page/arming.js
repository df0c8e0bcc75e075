// When a decision may be taken. A button or key decides about what is on screen, so it waits until that has been on screen
// whole for a moment; an approval also for as long as the plan asks.
import { millis } from './format.js';

/** How long something must stand still before a click or a key can mean it. */
const SETTLE = 700;

export class Arming {
  #since = Infinity;
  #readBy = {};
  #timers = [];

  constructor(onChange) {
    this.onChange = onChange;
  }

  /** Nothing can be decided until it is begun anew. */
  disarm() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#since = Infinity;
    this.onChange();
  }

  /**
   * From now on the request is on screen as a whole. How long each action waits is what the server said at a time: it counts
   * from when this person was first shown the round, whatever has changed on the page since.
   */
  begin(actions = {}, saidAt) {
    this.disarm();
    const until = (action) => saidAt + (millis(action?.wait) || 0);
    this.#since = performance.now();
    this.#readBy = { approve: until(actions.approve), break_glass: until(actions.breakGlass) };
    const longest = Math.max(this.wait('approve'), this.wait('break_glass'));
    for (let wait = SETTLE; wait < longest + 1000; wait += 1000) {
      this.#timers.push(setTimeout(this.onChange, wait + 5));
    }
    Object.keys(this.#readBy).forEach((decision) => this.#timers.push(setTimeout(this.onChange, this.wait(decision) + 5)));
    this.onChange();
  }

  /** Milliseconds until an approval, or anything else, may be taken; infinite while not everything is shown. */
  wait(decision) {
    return Math.max(0, Math.max(this.#since + SETTLE, this.#readBy[decision] ?? 0) - performance.now());
  }
}
