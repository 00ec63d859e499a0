import { LEVELS } from '../../../../models/scoring/types.ts';
import type { LeadListItem } from './lead-list-item.ts';

export const GROUPS = ['now', 'soon', 'later', 'quiet'] as const;
export type Group = (typeof GROUPS)[number];

/** By the urgency of the first action; who asked not to be contacted is left in peace. */
export function groupOf(item: LeadListItem): Group {
  const { summary } = item;
  if (item.lead.dnd || summary?.optOut) return 'quiet';
  if (summary?.urgency === 1) return 'now';
  if (summary?.urgency === 2) return 'soon';
  return 'later';
}

/** Who needs attention first: group, then priority, level, due time, and the newest message. */
export function rankLeads(items: readonly LeadListItem[]): LeadListItem[] {
  return sortedBy(items, keyOf, compareKeys);
}

/** As `rankLeads`, of two. */
export function compareRanks(a: LeadListItem, b: LeadListItem): number {
  return compareKeys(keyOf(a), keyOf(b));
}

/** Sorts by a key that is looked up once an item, not once a comparison. */
function sortedBy<T, K>(items: readonly T[], key: (item: T) => K, compare: (a: K, b: K) => number): T[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

function compareKeys(left: readonly (number | string)[], right: readonly (number | string)[]): number {
  for (let i = 0; i < left.length; i++) {
    const [one, other] = [left[i] ?? 0, right[i] ?? 0];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** An item is replaced when its lead changes, so that of ten thousand leads only the changed ones are read anew. */
const keys = new WeakMap<LeadListItem, (number | string)[]>();

function keyOf(item: LeadListItem): (number | string)[] {
  const known = keys.get(item) ?? rankKey(item);
  keys.set(item, known);
  return known;
}

function rankKey({ id, summary, ...rest }: LeadListItem): (number | string)[] {
  const group = GROUPS.indexOf(groupOf({ id, summary, ...rest }));
  if (!summary) return [group, 0, 0, 0, -Date.parse(rest.lead.createdAt), id];
  const due = summary.dueBy ? Date.parse(summary.dueBy) : Number.MAX_SAFE_INTEGER;
  return [group, -(summary.priority ?? 0), -LEVELS.indexOf(summary.level), due, -Date.parse(summary.lastMessageAt), id];
}
