import * as v from 'valibot';
import { Background } from '../../errors/background.ts';
import type { Result } from '../../errors/result.ts';
import type { Storage, StorageCode } from '../../storage/storage-port.ts';
import { Correction, keyOf } from './correction.ts';

const VALUE = 'corrections';
/** As many as one retraining takes; the oldest go first. */
const MOST = 2000;

/** Takes a change of corrections back. */
export type Undo = () => Promise<Result<unknown, StorageCode>>;

/** The corrections of this device that stand, sealed in the account's storage, in the order in which they were made. */
export class CorrectionBook {
  /** By `keyOf`. */
  all = $state.raw<ReadonlyMap<string, Correction>>(new Map());
  readonly #storage: Storage;
  readonly #background = new Background();
  #unsubscribe: (() => void) | null = null;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  start(): void {
    this.#unsubscribe = this.#storage.subscribe(({ value }) => {
      if (value === VALUE) this.#background.run(() => this.#load());
    });
    this.#background.run(() => this.#load());
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await this.#background.stop();
  }

  /** Adds corrections, each in the place of an older one of the same key, and removes those of `without`. */
  async change(add: readonly Correction[], without: readonly string[] = []): Promise<Result<Undo, StorageCode>> {
    const keys = [...add.map(keyOf), ...without];
    let before: Correction[] = [];
    const written = await this.#storage.updateValue<Correction[]>(VALUE, (stored) => {
      const standing = soundCorrections(stored);
      before = standing.filter((one) => keys.includes(keyOf(one)));
      return [...standing.filter((one) => !keys.includes(keyOf(one))), ...add].slice(-MOST);
    });
    if (!written.ok) return written;
    this.#show(written.value);
    return {
      ok: true,
      value: () =>
        this.change(
          before,
          keys.filter((key) => !before.some((one) => keyOf(one) === key)),
        ),
    };
  }

  async #load(): Promise<void> {
    this.#show(soundCorrections(await this.#storage.getValue<unknown>(VALUE)));
  }

  #show(list: readonly Correction[]): void {
    this.all = new Map(list.map((one) => [keyOf(one), one]));
  }
}

/** What cannot be read, or says what this version does not know, is left out. */
function soundCorrections(stored: unknown): Correction[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => {
    const parsed = v.safeParse(Correction, one);
    return parsed.success ? [parsed.output] : [];
  });
}
