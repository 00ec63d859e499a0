import type { LeadListItem } from '../leads/lead-list-item.ts';
import { groupOf } from '../leads/rank.ts';

/** The leads whose first action is due today or within three days. */
export const dueSoon = (items: ReadonlyMap<string, LeadListItem>): ReadonlyMap<string, LeadListItem> =>
  new Map([...items].filter(([, item]) => ['now', 'soon'].includes(groupOf(item))));
