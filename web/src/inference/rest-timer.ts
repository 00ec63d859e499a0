/** Whether anybody sees the page; `document` in the browser. */
export interface Visibility {
  hidden: () => boolean;
  /** Calls back whenever that changes; returns the way to stop it. */
  subscribe: (changed: () => void) => () => void;
}

export interface RestDeps {
  nowMillis: () => number;
  later: (run: () => void, millis: number) => void;
  visibility: Visibility;
}

export const REST_AFTER_MS = 600_000;
export const REST_WHEN_HIDDEN_MS = 60_000;

/**
 * Tells when something has been idle for long enough to let go of its memory: ten minutes, or one minute after the page
 * was hidden.
 */
export class RestTimer {
  readonly #deps: RestDeps;
  readonly #rest: () => void;
  readonly #unsubscribe: () => void;
  #idleSince: number | null = null;
  #hiddenSince: number | null = null;
  /** When the next look is due: later ones need no timer of their own. */
  #armedFor = Infinity;
  #stopped = false;

  constructor(deps: RestDeps, rest: () => void) {
    this.#deps = deps;
    this.#rest = rest;
    this.#seen();
    this.#unsubscribe = deps.visibility.subscribe(() => this.#seen());
  }

  busy(): void {
    this.#idleSince = null;
  }

  idle(): void {
    this.#idleSince = this.#deps.nowMillis();
    this.#check();
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe();
  }

  #seen(): void {
    this.#hiddenSince = this.#deps.visibility.hidden() ? (this.#hiddenSince ?? this.#deps.nowMillis()) : null;
    this.#check();
  }

  /** Timers are not cancelled: one that comes too early looks again when it is time. */
  #check(): void {
    if (this.#stopped || this.#idleSince === null) return;
    const hidden = this.#hiddenSince === null ? Infinity : Math.max(this.#hiddenSince, this.#idleSince);
    const due = Math.min(this.#idleSince + REST_AFTER_MS, hidden + REST_WHEN_HIDDEN_MS);
    const wait = due - this.#deps.nowMillis();
    if (wait > 0) return this.#lookAt(due, wait);
    this.#idleSince = null;
    this.#rest();
  }

  #lookAt(due: number, wait: number): void {
    if (this.#armedFor <= due) return;
    this.#armedFor = due;
    this.#deps.later(() => {
      if (this.#armedFor === due) this.#armedFor = Infinity;
      this.#check();
    }, wait);
  }
}
