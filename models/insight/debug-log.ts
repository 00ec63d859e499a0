export const DEBUG_AREAS = ['text', 'cache', 'handlers', 'learning', 'thresholds'] as const;
export type DebugArea = (typeof DEBUG_AREAS)[number];

/** Counts, codes and names of models and kinds; never a word of a message. */
export type DebugData = Readonly<Record<string, number | string | boolean>>;
export type DebugSink = (area: DebugArea, event: string, data: DebugData) => void;

/** Tells an injected sink what happens in the areas that are switched on; none is at first. */
export class DebugLog {
  readonly #sink: DebugSink | undefined;
  #areas: ReadonlySet<DebugArea> = new Set();

  constructor(sink: DebugSink | undefined) {
    this.#sink = sink;
  }

  switchTo(areas: readonly DebugArea[]): void {
    this.#areas = new Set(areas);
  }

  say(area: DebugArea, event: string, data: DebugData): void {
    if (!this.#sink || !this.#areas.has(area)) return;
    try {
      this.#sink(area, event, data);
    } catch {
      // A log that fails costs the log, never the analysis.
    }
  }
}
