import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { RawAnalysis } from '../../../models/text/types.ts';
import type { AccountDatabase } from './database.ts';
import { blindKey, type Sealer } from './seal.ts';
import { attempt } from './storage-failure.ts';

/** About 2 kB a row: 40 MB at most. The oldest rows go first. */
const MAX_ROWS = 20_000;

/** Raw text analyses by blinded content hash. A full disk costs the cache, never the analysis. */
export class DexieTextCache implements AnalysisCache {
  readonly #deps: { db: AccountDatabase; sealer: Sealer; mac: CryptoKey; crypto: Crypto; nowMillis: () => number };

  constructor(deps: { db: AccountDatabase; sealer: Sealer; mac: CryptoKey; crypto: Crypto; nowMillis: () => number }) {
    this.#deps = deps;
  }

  async get(keys: readonly string[]): Promise<(RawAnalysis | undefined)[]> {
    const { db, sealer } = this.#deps;
    const blind = await this.#blind(keys);
    const rows = await db.textCache.bulkGet(blind);
    // A row that cannot be opened is a miss: the text is analysed again.
    return Promise.all(
      rows.map((row) => row && sealer.open<RawAnalysis>(row.box, `text:${row.key}`).catch(() => undefined)),
    );
  }

  async set(entries: readonly (readonly [string, RawAnalysis])[]): Promise<void> {
    const { db, sealer, nowMillis } = this.#deps;
    const blind = await this.#blind(entries.map(([key]) => key));
    const rows = await Promise.all(
      entries.map(async ([, value], i) => {
        const key = blind[i] as string;
        return { key, writtenAt: nowMillis(), box: await sealer.seal(value, `text:${key}`) };
      }),
    );
    await attempt(() =>
      db.transaction('rw', db.textCache, async () => {
        await db.textCache.bulkPut(rows);
        const over = (await db.textCache.count()) - MAX_ROWS;
        if (over > 0) await db.textCache.orderBy('writtenAt').limit(over).delete();
      }),
    );
  }

  dropOlderThan(millis: number): Promise<number> {
    const { db, nowMillis } = this.#deps;
    return db.textCache
      .where('writtenAt')
      .below(nowMillis() - millis)
      .delete();
  }

  #blind(keys: readonly string[]): Promise<string[]> {
    return Promise.all(keys.map((key) => blindKey(this.#deps.mac, this.#deps.crypto, key)));
  }
}
