/** Failures in a row that open the breaker, and how long it then stays open. */
const FAILURES = 5;
const OPEN_MS = 30_000;

/**
 * Leaves something that fails alone: after five failures in a row it is open for 30 s, then one trial decides, whose
 * failure opens it again.
 */
export class Breaker {
  readonly #nowMillis: () => number;
  #failures = 0;
  #openUntil = -Infinity;

  /** `nowMillis` reads any steady clock. */
  constructor(nowMillis: () => number) {
    this.#nowMillis = nowMillis;
  }

  /** True while nothing should be tried. */
  get open(): boolean {
    return this.#nowMillis() < this.#openUntil;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    // Once it was open, a single failed trial opens it again.
    if (this.#failures >= FAILURES) this.#openUntil = this.#nowMillis() + OPEN_MS;
  }
}
