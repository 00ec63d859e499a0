import { NO_FILTER, type LeadFilter } from '../../../../models/protocol/lead-view.ts';
import type { LeadListItem } from './lead-list-item.ts';

/** The kinds that are lists of values. */
export type FilterKind = Exclude<keyof LeadFilter, 'silentDays'>;
export const FILTER_KINDS = Object.keys(NO_FILTER).filter((kind) => kind !== 'silentDays') as FilterKind[];
export const SILENT_DAYS = [3, 7, 14, 30, 90] as const;

const DAY = 86_400_000;

/** The values of a lead by which each kind of filter chooses. */
export function valuesOf(kind: FilterKind, { lead, summary, outcome }: LeadListItem): readonly string[] {
  switch (kind) {
    case 'levels':
      return summary ? [summary.level] : [];
    case 'momenta':
      return summary ? [summary.momentum] : [];
    case 'owners':
      return [lead.owner ?? ''];
    case 'sources':
      return lead.source ? [lead.source] : [];
    case 'channels':
      return summary ? [summary.lastChannel] : [];
    case 'tags':
      return lead.tags;
    case 'objections':
      return summary?.objections ?? [];
    case 'outcomes':
      return [outcome ?? 'open'];
  }
}

/** True where the filter lets a lead through. */
export function passes(filter: LeadFilter, item: LeadListItem, now: number): boolean {
  if (filter.silentDays !== null) {
    const wrote = item.summary?.lastLeadAt;
    if (!wrote || now - Date.parse(wrote) < filter.silentDays * DAY) return false;
  }
  return FILTER_KINDS.every((kind) => {
    const wanted: readonly string[] = filter[kind];
    return wanted.length === 0 || valuesOf(kind, item).some((value) => wanted.includes(value));
  });
}

/** How many values are asked for. */
export const filterCount = (filter: LeadFilter): number =>
  FILTER_KINDS.reduce((sum, kind) => sum + filter[kind].length, filter.silentDays === null ? 0 : 1);

/** The filter with a value put in, or taken out when it was in. */
export function toggled(filter: LeadFilter, kind: FilterKind, value: string): LeadFilter {
  const before: readonly string[] = filter[kind];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  return { ...filter, [kind]: after };
}

/** The values of a kind among these leads with their counts, the most frequent first. */
export function choicesOf(kind: FilterKind, items: Iterable<LeadListItem>): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    for (const value of valuesOf(kind, item)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
