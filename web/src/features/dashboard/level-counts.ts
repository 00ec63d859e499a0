import { LEVELS, type Level } from '../../../../models/scoring/types.ts';
import type { LeadListItem } from '../leads/lead-list-item.ts';

/** How many leads stand at each level, the hottest first; `null` counts those that are not analysed yet. */
export function levelCounts(items: Iterable<Pick<LeadListItem, 'summary'>>): { level: Level | null; count: number }[] {
  const counts = new Map<Level | null, number>();
  for (const { summary } of items) {
    const level = summary?.level ?? null;
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return [...[...LEVELS].reverse(), null]
    .map((level) => ({ level, count: counts.get(level) ?? 0 }))
    .filter(({ level, count }) => level !== null || count > 0);
}
