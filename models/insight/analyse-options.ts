import type { CancelSignal } from '../text/types.ts';

export interface AnalyseOptions {
  /** ISO 8601; the clock's time when absent. */
  now?: string | undefined;
  signal?: CancelSignal | undefined;
  /** False: what is read reaches no store, only memory. A person tries words out. */
  keep?: boolean | undefined;
}
