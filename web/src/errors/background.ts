/**
 * Work that nobody waits for, such as refreshing what is shown. Once stopped nothing new begins, and what is still under
 * way may fail unheard: its store is being closed under it. Before that a failure is a bug and is not caught.
 */
export class Background {
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  run(work: () => Promise<void>): void {
    if (this.#stopped) return;
    const running = work()
      .catch((error: unknown) => {
        if (!this.#stopped) throw error;
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.allSettled([...this.#running]);
  }
}
