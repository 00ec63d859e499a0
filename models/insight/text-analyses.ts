import { analyseRaw } from '../text/analyse-text.ts';
import { cacheMaterial } from '../text/cache-key.ts';
import type { CancelSignal, RawAnalysis, TextAnalyser, TextInput } from '../text/types.ts';
import type { AnalysisCache } from './cache.ts';
import { Cancelled } from './cancelled.ts';
import type { DebugLog } from './debug-log.ts';
import { Lru } from './lru.ts';

export interface CacheStats {
  memoryHits: number;
  storeHits: number;
  misses: number;
  /** Entries of the memory level, their estimated bytes, and how many bytes they may take. */
  entries: number;
  bytes: number;
  budget: number;
  /** Hits over look-ups, 0 to 1; null before the first look-up. */
  hitRate: number | null;
}

export interface TextAnalysesDeps {
  analyser: TextAnalyser;
  /** The second level. */
  cache?: AnalysisCache | undefined;
  hash?: ((material: string) => Promise<string>) | undefined;
  nowMillis: () => number;
  memoryBytes: number;
  /** Milliseconds for which an analysis is kept. */
  ttlMillis: number;
  log: DebugLog;
}

interface Kept {
  raw: RawAnalysis;
  at: number;
}

/** An analysis with the key of its content. */
export interface KeyedAnalysis {
  key: string;
  raw: RawAnalysis;
}

const ENTRY_BYTES = 400;
const NUMBER_BYTES = 8;
const SPAN_BYTES = 100;

/** What an entry takes in memory, roughly: numbers of 8 bytes, characters of 2. */
function bytesOf(key: string, { raw }: Kept): number {
  const numbers = (raw.embedding?.length ?? 0) + Object.values(raw.logits).flat().length;
  return ENTRY_BYTES + 2 * key.length + NUMBER_BYTES * numbers + SPAN_BYTES * raw.spans.length;
}

/** Raw text analyses from memory, the store or the analyser. A store that fails costs the cache, never the analysis. */
export class TextAnalyses {
  readonly #deps: TextAnalysesDeps;
  readonly #memory: Lru<Kept>;
  #stats = { memoryHits: 0, storeHits: 0, misses: 0 };
  #storeFailed = false;

  constructor(deps: TextAnalysesDeps) {
    this.#deps = deps;
    this.#memory = new Lru(deps.memoryBytes, bytesOf);
  }

  /** True when the latest call to the store failed. */
  get storeFailed(): boolean {
    return this.#storeFailed;
  }

  get stats(): CacheStats {
    const { memoryHits, storeHits, misses } = this.#stats;
    const lookups = memoryHits + storeHits + misses;
    const { size: entries, weight: bytes, capacity: budget } = this.#memory;
    const hitRate = lookups ? (memoryHits + storeHits) / lookups : null;
    return { ...this.#stats, entries, bytes, budget, hitRate };
  }

  /** Bounds the memory level to so many estimated bytes, at once. */
  setBudget(bytes: number): void {
    this.#memory.resize(bytes);
  }

  clear(): void {
    this.#memory.clear();
    this.#stats = { memoryHits: 0, storeHits: 0, misses: 0 };
  }

  /** Drops what is older than the time to live, in memory and in the store; how many. */
  async clearExpired(): Promise<number> {
    const { nowMillis, ttlMillis, cache } = this.#deps;
    const oldest = nowMillis() - ttlMillis;
    const old = [...this.#memory.entries()].filter(([, { at }]) => at < oldest);
    for (const [key] of old) this.#memory.delete(key);
    const stored = await this.#ofStore('expire', async () => (await cache?.dropOlderThan?.(ttlMillis)) ?? 0);
    return old.length + (stored ?? 0);
  }

  /** In the order of the inputs; without `keep` nothing is written to the store. Throws `Cancelled` when aborted. */
  async read(inputs: readonly TextInput[], signal?: CancelSignal, keep = true): Promise<KeyedAnalysis[]> {
    if (signal?.aborted) throw new Cancelled('The analysis was cancelled.');
    const { analyser, hash } = this.#deps;
    const materials = inputs.map((input) => cacheMaterial(input, analyser.model));
    const keys = await Promise.all(materials.map((material) => hash?.(material) ?? material));
    const found = keys.map((key) => this.#fresh(key));
    this.#stats.memoryHits += found.filter((raw) => raw !== undefined).length;
    await this.#fromStore(keys, found);
    const fresh = await this.#fromAnalyser(inputs, keys, found, signal);
    const { cache } = this.#deps;
    if (keep && fresh.length > 0 && cache) await this.#ofStore('set', () => cache.set(fresh));
    return keys.map((key, at) => ({ key, raw: found[at]! }));
  }

  #fresh(key: string): RawAnalysis | undefined {
    const kept = this.#memory.get(key);
    return kept && kept.at >= this.#deps.nowMillis() - this.#deps.ttlMillis ? kept.raw : undefined;
  }

  #keep(key: string, raw: RawAnalysis): void {
    this.#memory.set(key, { raw, at: this.#deps.nowMillis() });
  }

  async #fromStore(keys: readonly string[], found: (RawAnalysis | undefined)[]): Promise<void> {
    const open = found.flatMap((raw, index) => (raw === undefined ? [index] : []));
    const { cache, log } = this.#deps;
    if (open.length === 0 || !cache) return;
    const stored = await this.#ofStore('get', () => cache.get(open.map((index) => keys[index]!)));
    open.forEach((index, at) => {
      const raw = stored?.[at];
      if (!raw) return;
      found[index] = raw;
      this.#keep(keys[index]!, raw);
      this.#stats.storeHits += 1;
    });
    log.say('cache', 'looked up', { asked: open.length, found: stored?.filter(Boolean).length ?? 0 });
  }

  /** Fills what is open; returns what is worth keeping, by key. */
  async #fromAnalyser(
    inputs: readonly TextInput[],
    keys: readonly string[],
    found: (RawAnalysis | undefined)[],
    signal?: CancelSignal,
  ): Promise<(readonly [string, RawAnalysis])[]> {
    const open = found.flatMap((raw, index) => (raw === undefined ? [index] : []));
    if (open.length === 0) return [];
    const { analyser, log } = this.#deps;
    this.#stats.misses += open.length;
    const fresh = await analyseRaw(
      analyser,
      open.map((index) => inputs[index]!),
      signal,
    );
    log.say('text', 'analysed', { messages: open.length, model: analyser.model });
    const entries = open.map((index, at) => [keys[index]!, fresh[at]!] as const);
    open.forEach((index, at) => (found[index] = fresh[at]!));
    // An analysis that fell back to the rules is not kept: the model will do better once it runs.
    const kept = entries.filter(([, raw]) => raw.source === analyser.source);
    for (const [key, raw] of kept) this.#keep(key, raw);
    return kept;
  }

  async #ofStore<T>(call: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await work();
      this.#storeFailed = false;
      return answer;
    } catch {
      this.#storeFailed = true;
      this.#deps.log.say('cache', 'store failed', { call });
      return undefined;
    }
  }
}
