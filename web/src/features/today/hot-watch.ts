import type { LeadListItem } from '../leads/lead-list-item.ts';
import { isHot } from './queue.ts';

/** A lead whose last word is older did not become hot just now: it was imported, or analysed anew. */
const FRESH_MS = 3_600_000;

/** Tells which leads have become hot since it last looked; what it finds at its first look is no news. */
export class HotWatch {
  #known: ReadonlySet<string> | null = null;

  look(items: ReadonlyMap<string, LeadListItem>, now: number): { count: number; fresh: LeadListItem[] } {
    const hot = [...items.values()].filter((item) => isHot(item, now));
    const known = this.#known;
    this.#known = new Set(hot.map(({ id }) => id));
    const fresh = hot.filter(({ id, summary }) => {
      return known !== null && !known.has(id) && now - Date.parse(summary?.lastLeadAt ?? '1970') < FRESH_MS;
    });
    return { count: hot.length, fresh };
  }
}
