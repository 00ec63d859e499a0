import type { CancelSignal, RawAnalysis, TextAnalyser, TextInput } from './types.ts';

/** Failures in a row that open the breaker, and how long it then stays open. */
const FAILURES = 5;
const OPEN_MS = 30_000;

export interface FallbackDeps {
  /** The model. */
  first: TextAnalyser;
  /** What answers while the model fails: the rule twin. */
  second: TextAnalyser;
  /** Milliseconds on any steady clock. */
  nowMillis: () => number;
  /** Told when the rules take over (true) and when the model answers again (false). */
  onDegraded?: ((degraded: boolean) => void) | undefined;
}

/**
 * The model with the rule twin behind it. A failed run is answered by the rules; after five failures in a row the model
 * is left alone for 30 s, then one run tries it again. What the rules answered says so in its `source`.
 */
export class FallbackAnalyser implements TextAnalyser {
  readonly source: 'model' | 'rules';
  readonly model: string;
  readonly #deps: FallbackDeps;
  #failures = 0;
  #openUntil = -Infinity;
  #degraded = false;

  constructor(deps: FallbackDeps) {
    this.#deps = deps;
    this.source = deps.first.source;
    this.model = deps.first.model;
  }

  /** True when the latest answer came from the rules. */
  get degraded(): boolean {
    return this.#degraded;
  }

  async analyse(inputs: readonly TextInput[], signal?: CancelSignal): Promise<RawAnalysis[]> {
    const { first, second, nowMillis } = this.#deps;
    if (nowMillis() >= this.#openUntil) {
      try {
        const answer = await first.analyse(inputs, signal);
        this.#failures = 0;
        this.#become(false);
        return answer;
      } catch (error) {
        if (signal?.aborted) throw error;
        this.#failures += 1;
        // Once it was open, a single failed trial opens it again.
        if (this.#failures >= FAILURES) this.#openUntil = nowMillis() + OPEN_MS;
      }
    }
    this.#become(true);
    return second.analyse(inputs, signal);
  }

  #become(degraded: boolean): void {
    if (this.#degraded === degraded) return;
    this.#degraded = degraded;
    this.#deps.onDegraded?.(degraded);
  }
}
