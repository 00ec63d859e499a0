import { Background } from '../../errors/background.ts';
import type { ModelStatus } from '../../inference/analysis-api.ts';
import { TUNING_VALUE, type KeptTuning } from '../../inference/tuning-store.ts';
import type { AccountApp } from '../shell/account-app.svelte.ts';

const GATHER_MS = 300;

/** What the *Models* screen shows, kept up to date with the worker and the storage while the screen is open. */
export class ModelsView {
  /** The latest that was told; null before the worker has been asked, or while it rests. */
  status = $state.raw<ModelStatus | null>(null);
  kept = $state.raw<KeptTuning | null>(null);
  readonly #app: AccountApp;
  readonly #later: (run: () => void, millis: number) => void;
  readonly #background = new Background();
  #scheduled = false;

  constructor(app: AccountApp, later: (run: () => void, millis: number) => void) {
    this.#app = app;
    this.#later = later;
  }

  /** Returns the way to stop. */
  start(): () => void {
    this.#background.run(() => this.load());
    const unsubscribe = [
      this.#app.storage.subscribe(({ value }) => {
        if (value === TUNING_VALUE) this.#background.run(() => this.load());
      }),
      this.#app.reader.subscribe(() => this.refreshSoon()),
    ];
    return () => {
      for (const stop of unsubscribe) stop();
      void this.#background.stop();
    };
  }

  async load(): Promise<void> {
    this.kept = await this.#app.tuning.kept();
    await this.#refresh();
  }

  /** Once, however often it is asked for in a short while. */
  refreshSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#later(() => {
      this.#scheduled = false;
      this.#background.run(() => this.#refresh());
    }, GATHER_MS);
  }

  async #refresh(): Promise<void> {
    this.status = (await this.#app.reader.status()) ?? this.status;
  }
}
