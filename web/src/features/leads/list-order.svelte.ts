import type { LeadListItem } from './lead-list-item.ts';
import { groupOf, rankLeads, type Group } from './rank.ts';

/** Puts leads into an order and under headings. */
export type Arrange = (items: readonly LeadListItem[]) => readonly Placed[];

const byAttention: Arrange = (items) => rankLeads(items).map((item) => ({ item, group: groupOf(item) }));

export type ListEntry =
  { kind: 'heading'; group: Group; count: number } | { kind: 'row'; item: LeadListItem; position: number };

/** A lead in its place on the screen. */
export interface Placed {
  item: LeadListItem;
  /** Null in an order without headings. */
  group: Group | null;
}

/** Leads in their order with a heading before each group; a group's leads stand together. */
export function entriesOf(placed: readonly Placed[]): ListEntry[] {
  const counts = new Map<Group | null, number>();
  for (const { group } of placed) counts.set(group, (counts.get(group) ?? 0) + 1);
  return placed.flatMap(({ item, group }, i): ListEntry[] => {
    const row: ListEntry = { kind: 'row', item, position: i + 1 };
    if (group === null || placed[i - 1]?.group === group) return [row];
    return [{ kind: 'heading', group, count: counts.get(group) ?? 0 }, row];
  });
}

/**
 * The order that is shown: live, except while the list is held (touched or scrolled), when what is there keeps its
 * place and its group, and what is new waits behind a chip.
 */
export class ListOrder {
  readonly #items: () => ReadonlyMap<string, LeadListItem>;
  readonly #arrange: () => Arrange;
  #kept = $state.raw<{ id: string; group: Group | null }[] | null>(null);

  constructor(items: () => ReadonlyMap<string, LeadListItem>, arrange: () => Arrange = () => byAttention) {
    this.#items = items;
    this.#arrange = arrange;
  }

  readonly #live: readonly Placed[] = $derived.by(() => this.#arrange()([...this.#items().values()]));

  /** Rows in the order of the screen, their content always current. */
  readonly shown: readonly Placed[] = $derived.by(() => {
    const items = this.#items();
    if (!this.#kept) return this.#live;
    return this.#kept.flatMap(({ id, group }) => {
      const item = items.get(id);
      return item ? [{ item, group }] : [];
    });
  });

  readonly waiting = $derived.by(() => {
    if (!this.#kept) return 0;
    const kept = new Set(this.#kept.map(({ id }) => id));
    return [...this.#items().keys()].filter((id) => !kept.has(id)).length;
  });

  /** The leads stand in another order, or in other groups, than the held one shows. */
  readonly moved = $derived.by(() => {
    if (this.#kept === null) return false;
    const [live, shown] = [this.#live, this.shown];
    const same = ({ item, group }: Placed, i: number) => shown[i]?.item.id === item.id && shown[i].group === group;
    return live.length !== shown.length || !live.every(same);
  });

  hold(): void {
    this.#kept ??= this.shown.map(({ item, group }) => ({ id: item.id, group }));
  }

  release(): void {
    this.#kept = null;
  }
}
