import type { Reference } from '../adapter/reference.ts';
import { Lru } from '../../insight/lru.ts';
import type { Decoder, RawAnalysis } from '../types.ts';
import { driftReport, type DriftReport, type Observed } from './drift-report.ts';

const WINDOW = 1000;

/** The latest thousand messages that the model read, each once, without their words. */
export class DriftWindow {
  readonly #observed = new Lru<Observed>(WINDOW);
  #corrected: ReadonlySet<string> = new Set();

  /** What the rules or a keyword settled says nothing of the model. */
  observe(key: string, { source, embedding, logits, words }: RawAnalysis): void {
    if (source === 'model' && embedding) this.#observed.set(key, { logits, words });
  }

  /** All messages whose corrections stand. */
  correct(keys: readonly string[]): void {
    this.#corrected = new Set(keys);
  }

  report(reference: Reference, decoder: Decoder): DriftReport {
    const entries = [...this.#observed.entries()];
    const corrected = entries.filter(([key]) => this.#corrected.has(key)).length;
    return driftReport({ observed: entries.map(([, one]) => one), corrected }, reference, decoder);
  }
}
