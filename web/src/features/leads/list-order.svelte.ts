import type { LeadListItem } from './lead-list-item.ts';
import type { Group } from './rank.ts';

/** Puts leads into an order and under headings. */
export type Arrange<G extends string = Group> = (items: readonly LeadListItem[]) => readonly Placed<G>[];

export type ListEntry<G extends string = Group> =
  { kind: 'heading'; group: G; count: number } | { kind: 'row'; item: LeadListItem; group: G | null; position: number };

/** A lead in its place on the screen. */
export interface Placed<G extends string = Group> {
  item: LeadListItem;
  /** Null in an order without headings. */
  group: G | null;
}

/** Leads in their order with a heading before each group; a group's leads stand together. */
export function entriesOf<G extends string>(placed: readonly Placed<G>[]): ListEntry<G>[] {
  const counts = new Map<G | null, number>();
  for (const { group } of placed) counts.set(group, (counts.get(group) ?? 0) + 1);
  return placed.flatMap(({ item, group }, i): ListEntry<G>[] => {
    const row: ListEntry<G> = { kind: 'row', item, group, position: i + 1 };
    if (group === null || placed[i - 1]?.group === group) return [row];
    return [{ kind: 'heading', group, count: counts.get(group) ?? 0 }, row];
  });
}

/**
 * The order that is shown: live, except while the list is held (touched or scrolled), when what is there keeps its
 * place and its group, and what is new waits behind a chip.
 */
export class ListOrder<G extends string = Group> {
  readonly #items: () => ReadonlyMap<string, LeadListItem>;
  readonly #arrange: () => Arrange<G>;
  #kept = $state.raw<{ id: string; group: G | null }[] | null>(null);

  constructor(items: () => ReadonlyMap<string, LeadListItem>, arrange: () => Arrange<G>) {
    this.#items = items;
    this.#arrange = arrange;
  }

  readonly #live: readonly Placed<G>[] = $derived.by(() => this.#arrange()([...this.#items().values()]));

  /** Rows in the order of the screen, their content always current. */
  readonly shown: readonly Placed<G>[] = $derived.by(() => {
    const items = this.#items();
    if (!this.#kept) return this.#live;
    return this.#kept.flatMap(({ id, group }) => {
      const item = items.get(id);
      return item ? [{ item, group }] : [];
    });
  });

  /** Leads that would be new on the screen. */
  readonly waiting = $derived.by(() => {
    if (!this.#kept) return 0;
    const kept = new Set(this.#kept.map(({ id }) => id));
    return this.#live.filter(({ item }) => !kept.has(item.id)).length;
  });

  /** The leads stand in another order, or in other groups, than the held one shows. */
  readonly moved = $derived.by(() => {
    if (this.#kept === null) return false;
    const [live, shown] = [this.#live, this.shown];
    const same = ({ item, group }: Placed<G>, i: number) => shown[i]?.item.id === item.id && shown[i].group === group;
    return live.length !== shown.length || !live.every(same);
  });

  hold(): void {
    this.#kept ??= this.shown.map(({ item, group }) => ({ id: item.id, group }));
  }

  release(): void {
    this.#kept = null;
  }

  /** Brings one lead to where it belongs by now, because the person has just moved it; all others keep their places. */
  settle(leadId: string): void {
    if (!this.#kept) return;
    const others = this.#kept.filter(({ id }) => id !== leadId);
    const live = this.#live.map(({ item, group }) => ({ id: item.id, group }));
    const at = live.findIndex(({ id }) => id === leadId);
    const own = live[at];
    if (!own) return void (this.#kept = others);
    const after = new Set(
      live
        .slice(at + 1)
        .filter(({ group }) => group === own.group)
        .map(({ id }) => id),
    );
    const next = others.findIndex(({ id, group }) => group === own.group && after.has(id));
    const lastOfGroup = others.findLastIndex(({ group }) => group === own.group);
    // A group that is not on the screen yet begins before the first lead of a later one.
    const groups = [...new Set(live.map(({ group }) => group))];
    const later = others.findIndex(({ group }) => groups.indexOf(group) > groups.indexOf(own.group));
    const place = next >= 0 ? next : lastOfGroup >= 0 ? lastOfGroup + 1 : later >= 0 ? later : others.length;
    this.#kept = others.toSpliced(place, 0, own);
  }
}
