/** How a new version that waits is put in place. */
export interface WaitingUpdate {
  /** Puts it in place and reloads every tab. */
  apply: () => void;
  /** No other tab of the app is open. */
  alone: () => Promise<boolean>;
}

/**
 * A new version of the app, which brings its model with it: fetched at once, but put in place only in a quiet moment or
 * when a person says so, never in the midst of an analysis.
 */
export class Updates {
  state = $state.raw<'current' | 'waiting' | 'applying'>('current');
  #waiting: WaitingUpdate | null = null;

  offer(waiting: WaitingUpdate): void {
    this.#waiting = waiting;
    this.state = 'waiting';
  }

  applyNow(): void {
    if (this.state !== 'waiting') return;
    this.state = 'applying';
    this.#waiting?.apply();
  }

  /** `quiet`: nobody looks at this tab and nothing is under way in it; other tabs must be closed. */
  async applyIfQuiet(quiet: boolean): Promise<void> {
    if (quiet && this.state === 'waiting' && (await this.#waiting?.alone())) this.applyNow();
  }
}
