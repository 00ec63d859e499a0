import type { Handled } from '../../../../models/protocol/entities.ts';
import { LEVELS } from '../../../../models/scoring/types.ts';
import type { LeadListItem } from '../leads/lead-list-item.ts';

/** `now`: act today. `week`: within three days. `waiting`: the lead's turn, or put off. */
const QUEUE_GROUPS = ['now', 'week', 'waiting'] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number];

/** For so long a lead that was answered is shown as waiting; later it is a lead like any other. */
const WAITING_MS = 14 * 86_400_000;

/**
 * What a person did with the lead, while it stands: until the lead writes, until a snooze ends, or until a lead that was
 * answered has been silent for so long that checking in is the next thing to do.
 */
export function standing({ lead, summary }: LeadListItem, now: number): Handled | null {
  const { handled } = lead;
  if (handled === null) return null;
  if (summary?.lastLeadAt && after(summary.lastLeadAt, handled.seen)) return null;
  if (handled.how === 'snoozed') return Date.parse(handled.until) > now ? handled : null;
  return summary?.firstAction === 're_engage' && handled.action !== 're_engage' ? null : handled;
}

const after = (iso: string, seen: string | null) => seen === null || Date.parse(iso) > Date.parse(seen);

/** Where the lead stands in the queue; null when it is not in it. */
export function groupInQueue(item: LeadListItem, now: number): QueueGroup | null {
  const { lead, summary } = item;
  if (!summary || lead.dnd || summary.optOut) return null;
  if (standing(item, now)) return 'waiting';
  if (summary.urgency === 1) return 'now';
  if (summary.urgency === 2) return 'week';
  const answered = summary.lastFrom === 'agent' && now - Date.parse(summary.lastMessageAt) < WAITING_MS;
  return answered ? 'waiting' : null;
}

/** Hot, and nobody has dealt with it yet. */
export const isHot = (item: LeadListItem, now: number): boolean =>
  item.summary?.level === 'hot' && !item.lead.dnd && !item.summary.optOut && !standing(item, now);

/** The queue in its order: what is due by priority, level, due time and newest word; what waits by when it ends. */
export function queueOf(items: Iterable<LeadListItem>, now: number): { item: LeadListItem; group: QueueGroup }[] {
  const keyed = [...items].flatMap((item) => {
    const group = groupInQueue(item, now);
    return group ? [{ item, group, key: orderKey(item, group, now) }] : [];
  });
  keyed.sort((a, b) => compare(a.key, b.key));
  return keyed.map(({ item, group }) => ({ item, group }));
}

function orderKey(item: LeadListItem, group: QueueGroup, now: number): (number | string)[] {
  const { id, summary } = item;
  const place = QUEUE_GROUPS.indexOf(group);
  const last = -Date.parse(summary?.lastMessageAt ?? '1970');
  if (group === 'waiting') {
    const handled = standing(item, now);
    return [place, handled?.how === 'snoozed' ? Date.parse(handled.until) : Infinity, last, id];
  }
  const level = summary ? -LEVELS.indexOf(summary.level) : 0;
  return [place, -(summary?.priority ?? 0), level, Date.parse(summary?.dueBy ?? '9999'), last, id];
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}
