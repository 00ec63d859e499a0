import type { LeadSort } from '../../../../models/protocol/lead-view.ts';
import { LEVELS } from '../../../../models/scoring/types.ts';
import { displayName, type LeadListItem } from './lead-list-item.ts';
import { compareRanks, rankLeads } from './rank.ts';

type Compare = (a: LeadListItem, b: LeadListItem) => number;
const text = (of: (item: LeadListItem) => string, collator: Intl.Collator): Compare => {
  const known = new Map<LeadListItem, string>();
  const read = (item: LeadListItem): string => {
    const value = known.get(item) ?? of(item);
    known.set(item, value);
    return value;
  };
  // What has no value comes last.
  return (a, b) => Number(read(a) === '') - Number(read(b) === '') || collator.compare(read(a), read(b));
};
const newest = ({ summary }: LeadListItem): string => summary?.lastMessageAt ?? '';
const level = ({ summary }: LeadListItem): number => (summary ? LEVELS.indexOf(summary.level) : -1);

function comparison({ by }: LeadSort, ownerName: (id: string | null) => string, locale: string): Compare {
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  switch (by) {
    case 'attention':
      return compareRanks;
    case 'name':
      return text(({ lead }) => displayName(lead), collator);
    case 'level':
      return (a, b) => level(b) - level(a);
    case 'newest':
      return (a, b) => (newest(a) < newest(b) ? 1 : newest(a) > newest(b) ? -1 : 0);
    case 'source':
      return text(({ lead }) => lead.source ?? '', collator);
    case 'owner':
      return text(({ lead }) => ownerName(lead.owner), collator);
  }
}

/** The leads in an order; those that are equal in it stand as they need attention. */
export function sortLeads(
  items: readonly LeadListItem[],
  sort: LeadSort,
  ownerName: (id: string | null) => string,
  locale: string,
): LeadListItem[] {
  if (sort.by === 'attention' && !sort.reverse) return rankLeads(items);
  const compare = comparison(sort, ownerName, locale);
  const sign = sort.reverse ? -1 : 1;
  return [...items].sort((a, b) => sign * compare(a, b) || compareRanks(a, b));
}
