import type { LeadListItem } from './lead-list-item.ts';
import { GROUP_NAMES, groupOf, rankLeads, type Group } from './rank.ts';

export type ListEntry =
  | { kind: 'heading'; group: Group; name: string; count: number }
  | { kind: 'row'; item: LeadListItem; position: number };

/** Ranked leads with a heading before each group. */
export function entriesOf(items: readonly LeadListItem[]): ListEntry[] {
  const counts = new Map<Group, number>();
  for (const item of items) counts.set(groupOf(item), (counts.get(groupOf(item)) ?? 0) + 1);
  const entries: ListEntry[] = [];
  let group: Group | null = null;
  items.forEach((item, i) => {
    const own = groupOf(item);
    if (own !== group)
      entries.push({ kind: 'heading', group: own, name: GROUP_NAMES[own], count: counts.get(own) ?? 0 });
    group = own;
    entries.push({ kind: 'row', item, position: i + 1 });
  });
  return entries;
}

/**
 * The order that is shown: live, except while the list is held (touched or scrolled), when what is there keeps its
 * place and what is new waits behind a chip.
 */
export class ListOrder {
  held = $state(false);
  readonly #items: () => ReadonlyMap<string, LeadListItem>;
  #kept = $state.raw<string[] | null>(null);

  constructor(items: () => ReadonlyMap<string, LeadListItem>) {
    this.#items = items;
  }

  /** Rows in the order of the screen, their content always current. */
  readonly shown = $derived.by(() => {
    const items = this.#items();
    if (!this.#kept) return rankLeads([...items.values()]);
    return this.#kept.flatMap((id) => items.get(id) ?? []);
  });

  readonly waiting = $derived.by(() => {
    if (!this.#kept) return 0;
    const kept = new Set(this.#kept);
    return [...this.#items().keys()].filter((id) => !kept.has(id)).length;
  });

  hold(): void {
    if (this.held) return;
    this.#kept = this.shown.map((item) => item.id);
    this.held = true;
  }

  release(): void {
    this.held = false;
    this.#kept = null;
  }
}
