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
  const keyed = items.map((item) => ({ item, key: rankKey(item) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  return keyed.map(({ item }) => item);
}

function rankKey({ id, summary, ...rest }: LeadListItem): (number | string)[] {
  const group = GROUPS.indexOf(groupOf({ id, summary, ...rest }));
  if (!summary) return [group, 0, 0, 0, -Date.parse(rest.lead.createdAt), id];
  const due = summary.dueBy ? Date.parse(summary.dueBy) : Number.MAX_SAFE_INTEGER;
  return [group, -(summary.priority ?? 0), -LEVELS.indexOf(summary.level), due, -Date.parse(summary.lastMessageAt), id];
}

function compareKeys(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] ?? 0, b[i] ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
