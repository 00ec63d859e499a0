/** The leads that are chosen for something that is done to all of them. */
export class Selection {
  #ids = $state.raw<ReadonlySet<string>>(new Set());
  /** Where the last choice was made: a range goes from there. */
  #anchor: string | null = null;
  readonly #order: () => readonly string[];

  /** `order`: what the list shows, in its order. */
  constructor(order: () => readonly string[]) {
    this.#order = order;
  }

  /** Chosen leads that are still shown, in the order of the list. */
  readonly ids: readonly string[] = $derived.by(() => {
    const ids = this.#ids;
    return ids.size === 0 ? [] : this.#order().filter((id) => ids.has(id));
  });

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
    this.#anchor = id;
  }

  /** Adds everything from the last choice to this one. */
  extend(id: string): void {
    const order = this.#order();
    const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
    const to = order.indexOf(id);
    if (from < 0 || to < 0) return this.toggle(id);
    const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#ids = new Set([...this.#ids, ...range]);
  }

  all(): void {
    this.#ids = new Set(this.#order());
  }

  clear(): void {
    this.#ids = new Set();
    this.#anchor = null;
  }
}
