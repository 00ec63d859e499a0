/** Keeps the most recently used entries, as many as `capacity` holds: entries, or the unit that `weigh` counts in. */
export class Lru<V> {
  readonly #entries = new Map<string, { value: V; weight: number }>();
  readonly #weigh: (key: string, value: V) => number;
  #capacity: number;
  #weight = 0;

  constructor(capacity: number, weigh: (key: string, value: V) => number = () => 1) {
    this.#capacity = capacity;
    this.#weigh = weigh;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Of all entries together. */
  get weight(): number {
    return this.#weight;
  }

  get capacity(): number {
    return this.#capacity;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: V): void {
    this.delete(key);
    const weight = this.#weigh(key, value);
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    this.#shrink();
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }

  /** The entries, the least recently used first. */
  *entries(): IterableIterator<[string, V]> {
    for (const [key, { value }] of this.#entries) yield [key, value];
  }

  /** Drops at once what no longer fits. */
  resize(capacity: number): void {
    this.#capacity = capacity;
    this.#shrink();
  }

  clear(): void {
    this.#entries.clear();
    this.#weight = 0;
  }

  #shrink(): void {
    for (const key of this.#entries.keys()) {
      if (this.#weight <= this.#capacity) return;
      this.delete(key);
    }
  }
}
