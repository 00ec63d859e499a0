import { Breaker } from './breaker.ts';
import type { CancelSignal, RawAnalysis, TextAnalyser, TextInput } from './types.ts';

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
  readonly #breaker: Breaker;
  #degraded = false;

  constructor(deps: FallbackDeps) {
    this.#deps = deps;
    this.#breaker = new Breaker(deps.nowMillis);
    this.source = deps.first.source;
    this.model = deps.first.model;
  }

  /** True when the latest answer came from the rules. */
  get degraded(): boolean {
    return this.#degraded;
  }

  async analyse(inputs: readonly TextInput[], signal?: CancelSignal): Promise<RawAnalysis[]> {
    const { first, second } = this.#deps;
    if (!this.#breaker.open) {
      try {
        const answer = await first.analyse(inputs, signal);
        this.#breaker.succeeded();
        this.#become(false);
        return answer;
      } catch (error) {
        if (signal?.aborted) throw error;
        this.#breaker.failed();
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
