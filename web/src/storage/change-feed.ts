import type { StorageChange } from './storage-port.ts';

/** Tells every tab of an account what changed. The browser's `BroadcastChannel` fits `channel`. */
export class ChangeFeed {
  readonly #listeners = new Set<(change: StorageChange) => void>();
  readonly #channel: BroadcastChannel | null;

  constructor(channel: BroadcastChannel | null) {
    this.#channel = channel;
    if (channel) channel.onmessage = (event: MessageEvent<StorageChange>) => this.#emit(event.data);
  }

  tell(change: StorageChange): void {
    this.#emit(change);
    this.#channel?.postMessage(change);
  }

  subscribe(listener: (change: StorageChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#channel?.close();
  }

  #emit(change: StorageChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
