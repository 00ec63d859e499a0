import { Background } from '../../errors/background.ts';
import { done, type Result } from '../../errors/result.ts';
import type { Edit, Storage, StorageCode, ViewRow } from '../../storage/storage-port.ts';
import { correctionEdit, correctionOf, keyOf, type Correction } from './correction.ts';

/** As many as one retraining takes; the oldest go first. */
const MOST = 2000;

/** Takes a change of corrections back. */
export type Undo = () => Promise<Result<unknown, StorageCode>>;

/** The team's corrections that stand, synced as records of their leads, in the order in which they were made. */
export class CorrectionBook {
  /** By `keyOf`. */
  all = $state.raw<ReadonlyMap<string, Correction>>(new Map());
  readonly #storage: Storage;
  readonly #author: string;
  readonly #background = new Background();
  #unsubscribe: (() => void) | null = null;
  #turn: Promise<void> = Promise.resolve();

  /** `author`: the name under which they are made. */
  constructor(storage: Storage, author: string) {
    this.#storage = storage;
    this.#author = author;
  }

  start(): void {
    this.#unsubscribe = this.#storage.subscribe(({ leads, analysesOnly }) => {
      if (!analysesOnly) this.#background.run(() => this.#load(leads));
    });
    this.#background.run(() => this.#load(null));
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await this.#background.stop();
  }

  /** Adds corrections, each in the place of an older one of the same key, and removes those of the keys of `without`. */
  async change(add: readonly Correction[], without: readonly string[] = []): Promise<Result<Undo, StorageCode>> {
    const removed = without.flatMap((key) => this.all.get(key) ?? []);
    const before = [...add.flatMap((one) => this.all.get(keyOf(one)) ?? []), ...removed];
    const edits = [
      ...add.map((one) => correctionEdit(one, this.#author)),
      ...removed.map((one): Edit => {
        return { entity: 'correction', id: keyOf(one), parent: one.leadId, set: { deleted: true } };
      }),
    ];
    if (edits.length > 0) {
      const written = await this.#storage.edit(edits);
      if (!written.ok) return written;
      const gone = new Set(removed.map(keyOf));
      this.#show([...[...this.all.values()].filter((one) => !gone.has(keyOf(one))), ...add]);
    }
    const fresh = add.map(keyOf).filter((key) => !before.some((one) => keyOf(one) === key));
    return done(() => this.change(before, fresh));
  }

  /** One after the other, or an older answer could overwrite a newer one. */
  #load(leads: readonly string[] | null): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#reload(leads));
    return this.#turn;
  }

  async #reload(leads: readonly string[] | null): Promise<void> {
    if (leads === null) return this.#show(correctionsOf(await this.#storage.all('correction')));
    const rows = await Promise.all(leads.map((id) => this.#storage.childrenOf('correction', id)));
    const others = [...this.all.values()].filter((one) => !leads.includes(one.leadId));
    this.#show([...others, ...correctionsOf(rows.flat())]);
  }

  #show(list: readonly Correction[]): void {
    const latest = [...list].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).slice(-MOST);
    this.all = new Map(latest.map((one) => [keyOf(one), one]));
  }
}

const correctionsOf = (rows: readonly ViewRow<'correction'>[]): Correction[] =>
  rows.flatMap((row) => correctionOf(row) ?? []);
