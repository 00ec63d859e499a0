import type { RawAnalysis } from '../text/types.ts';

/** Where raw text analyses are kept between runs; keys are content hashes that the caller makes. */
export interface AnalysisCache {
  get(keys: readonly string[]): Promise<(RawAnalysis | undefined)[]>;
  set(entries: readonly (readonly [string, RawAnalysis])[]): Promise<void>;
  /** Drops what was written longer ago; how many. A cache without it keeps by count alone. */
  dropOlderThan?(millis: number): Promise<number>;
}
