import type { AnalysisPool } from '../analysis/analysis-pool.ts';
import { createAnalyst } from '../analysis/analyse-conversation.ts';

/** Analyses in this thread, by the rules: the same core without what a model costs. */
export function softPool(clock: () => number): Pick<AnalysisPool, 'analyse'> {
  const none = { get: async (keys: readonly string[]) => keys.map(() => undefined), set: async () => undefined };
  const analyse = createAnalyst({
    model: null,
    cache: none,
    hash: async (material) => material,
    clock: { now: () => new Date(clock()).toISOString(), millis: clock },
  });
  return { analyse };
}
