import 'fake-indexeddb/auto';
import * as v from 'valibot';
import { SyncRequest, SyncResponse } from '../../../models/protocol/sync.ts';
import { done, failed } from '../../../web/src/errors/result.ts';
import { ChangeFeed } from '../../../web/src/storage/change-feed.ts';
import { AccountDatabase } from '../../../web/src/storage/database.ts';
import { DexieStorage } from '../../../web/src/storage/dexie-storage.ts';
import type { AccountKeys } from '../../../web/src/storage/key-store.ts';
import type { Edit } from '../../../web/src/storage/storage-port.ts';
import { syncRound } from '../../../web/src/sync/sync-round.ts';
import type { SyncTransport } from '../../../web/src/sync/sync-transport.ts';
import { newKeys } from '../../../web/testing/test-storage.ts';

/** Brings a request to the server; a throw is a lost request, a lost answer or a server that died. */
export type Carry = (request: SyncRequest) => Promise<SyncResponse>;

/** A real client: the page's own storage on IndexedDB and its own sync rounds. */
export class Device {
  readonly storage: DexieStorage;
  /** Op ids of every edit made here. */
  readonly made: string[] = [];
  /** Notes written here that nobody refused: id and words. */
  readonly notes = new Map<string, { lead: string; body: string }>();
  readonly #keys: AccountKeys;
  readonly #now: () => number;
  #newId: () => string;

  constructor(keys: AccountKeys, now: () => number, newId: () => string) {
    this.#keys = keys;
    this.#now = now;
    this.#newId = newId;
    this.storage = new DexieStorage({ keys, crypto, feed: new ChangeFeed(null), nowMillis: now, uuid: newId });
  }

  static async create(now: () => number, newId: () => string): Promise<Device> {
    return new Device(await newKeys(), now, newId);
  }

  async edit(edit: Edit): Promise<void> {
    const result = await this.storage.edit([edit]);
    if (!result.ok) throw new Error(result.code);
    this.made.push(...result.value);
  }

  async writeNote(lead: string): Promise<void> {
    const id = this.#newId();
    const body = this.#newId();
    await this.edit({ entity: 'note', id, parent: lead, set: { body } });
    this.notes.set(id, { lead, body });
  }

  /** One round; the wire is JSON, checked by the schemas on both ends. */
  round(carry: Carry, signal = new AbortController().signal) {
    const transport: SyncTransport = async (request) => {
      try {
        const answer = await carry(v.parse(SyncRequest, JSON.parse(JSON.stringify(request))));
        return done(v.parse(SyncResponse, JSON.parse(JSON.stringify(answer))));
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        return failed('offline');
      }
    };
    return syncRound(this.storage, transport, signal);
  }

  /** A backup of this device brought to life beside it: same client id, same outbox, same base. */
  async clone(): Promise<Device> {
    const keys = { ...this.#keys, database: `clone-${crypto.randomUUID()}` };
    const [from, to] = [new AccountDatabase(this.#keys.database), new AccountDatabase(keys.database)];
    for (const table of from.tables) await to.table(table.name).bulkPut(await table.toArray());
    from.close();
    to.close();
    const copy = new Device(keys, this.#now, this.#newId);
    for (const [id, note] of this.notes) copy.notes.set(id, note);
    return copy;
  }
}

/** A fault of the network or of the server that the test arranged. */
export class Lost extends Error {}
