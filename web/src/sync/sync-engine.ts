import type { Storage } from '../storage/storage-port.ts';
import { backOff } from './back-off.ts';
import { syncRound, type RoundCode } from './sync-round.ts';
import type { SyncState } from './sync-state.ts';
import type { SyncTransport } from './sync-transport.ts';

export interface SyncEngineDeps {
  storage: Storage;
  transport: SyncTransport;
  /** Reads pokes until aborted; see `poke-stream.ts`. */
  readPokes: (onRev: (rev: number) => void, signal: AbortSignal) => Promise<void>;
  /** Runs `work` while this tab leads (a Web Lock in the browser); rejects or returns when aborted. */
  whileLeading: (work: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  /** Tells the other tabs of the account; null where there is only one. */
  channel: Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'> | null;
  nowIso: () => string;
  random: () => number;
  wait: (millis: number, signal: AbortSignal) => Promise<void>;
  /** How often to sync without being poked. */
  intervalMs: number;
}

/** Trying again would change nothing. */
const PAUSING: ReadonlySet<RoundCode> = new Set(['unauthorised', 'member_deactivated', 'forbidden', 'version']);

type TabMessage = { kind: 'nudge' } | { kind: 'resume' } | { kind: 'state'; state: SyncState };

/** Keeps this device in step with the server: one tab leads and syncs, the others pass their nudges to it. */
export class SyncEngine {
  readonly #deps: SyncEngineDeps;
  readonly #listeners = new Set<(state: SyncState) => void>();
  readonly #stop = new AbortController();
  #state: SyncState;
  #leading = false;
  #dirty = true;
  #paused = false;
  #failures = 0;
  #wake: (() => void) | null = null;
  #unsubscribe: (() => void) | null = null;
  #ended: Promise<void> = Promise.resolve();

  constructor(deps: SyncEngineDeps) {
    this.#deps = deps;
    this.#state = { kind: 'idle', since: deps.nowIso(), unsynced: 0 };
    if (deps.channel) deps.channel.onmessage = (event) => this.#onTabMessage(event.data as TabMessage);
  }

  get state(): SyncState {
    return this.#state;
  }

  subscribe(listener: (state: SyncState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  /** Runs until `stop`. */
  start(): void {
    this.#unsubscribe = this.#deps.storage.subscribe(() => void this.#noticeEdits());
    void this.#noticeEdits();
    // Aborting the wait for the lock rejects: that is how a tab ends that never led.
    this.#ended = this.#deps.whileLeading(() => this.#lead(), this.#stop.signal).catch(() => undefined);
  }

  /** Resolves when nothing of it touches the storage any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#unsubscribe?.();
    this.#wake?.();
    this.#deps.channel?.close();
    this.#listeners.clear();
    await this.#ended;
  }

  /** Something may have changed here or there: sync soon. Also ends a back-off. */
  nudge(): void {
    this.#dirty = true;
    this.#failures = 0;
    if (this.#leading) this.#wake?.();
    else this.#post({ kind: 'nudge' });
  }

  /** The person has signed in again or updated: end a pause. */
  resume(): void {
    this.#paused = false;
    this.#post({ kind: 'resume' });
    this.nudge();
  }

  async #lead(): Promise<void> {
    this.#leading = true;
    const { signal } = this.#stop;
    void this.#keepReadingPokes();
    while (!signal.aborted) {
      if (this.#dirty && !this.#paused) {
        this.#dirty = false;
        await this.#syncAll();
      }
      if (signal.aborted) break;
      if (this.#dirty && !this.#paused && this.#failures === 0) continue;
      await this.#sleep(this.#failures > 0 ? backOff(this.#failures, this.#deps.random) : this.#deps.intervalMs);
      this.#dirty = true;
    }
    this.#leading = false;
  }

  async #keepReadingPokes(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#deps.readPokes(() => this.nudge(), signal);
      // Ended by 401: try again at a slow pace, a new sign-in makes it work.
      if (!signal.aborted) await this.#deps.wait(5000, signal);
    }
  }

  async #syncAll(): Promise<void> {
    const { storage, transport } = this.#deps;
    await this.#enter('syncing');
    for (;;) {
      const round = await syncRound(storage, transport, this.#stop.signal);
      if (this.#stop.signal.aborted) return;
      if (!round.ok) return this.#fail(round.code);
      this.#failures = 0;
      if (round.value.again) {
        await this.#enter('syncing');
        continue;
      }
      await this.#enter('idle');
      // An edit that came after the round's own look is counted in this state, so it will not be noticed as new.
      if (this.#state.unsynced > 0) this.#dirty = true;
      return;
    }
  }

  async #fail(code: RoundCode): Promise<void> {
    if (PAUSING.has(code)) {
      this.#paused = true;
      return this.#enter('paused', code);
    }
    this.#failures++;
    this.#dirty = true;
    return code === 'offline' ? this.#enter('offline') : this.#enter('failed', code);
  }

  async #noticeEdits(): Promise<void> {
    const unsynced = await this.#deps.storage.unsynced().catch(() => this.#state.unsynced);
    if (unsynced > this.#state.unsynced) this.nudge();
    if (unsynced !== this.#state.unsynced) this.#publish({ ...this.#state, unsynced });
  }

  async #enter(kind: SyncState['kind'], code?: string): Promise<void> {
    const unsynced = await this.#deps.storage.unsynced().catch(() => this.#state.unsynced);
    const since = this.#state.kind === kind ? this.#state.since : this.#deps.nowIso();
    this.#publish({ kind, since, unsynced, ...(code ? { code } : {}) } as SyncState);
  }

  #publish(state: SyncState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
    if (this.#leading) this.#post({ kind: 'state', state });
  }

  #onTabMessage(message: TabMessage): void {
    if (message.kind === 'state' && !this.#leading) {
      this.#state = message.state;
      for (const listener of this.#listeners) listener(message.state);
    } else if (message.kind === 'resume') {
      this.#paused = false;
      this.#dirty = true;
      this.#wake?.();
    } else if (message.kind === 'nudge' && this.#leading) this.nudge();
  }

  #post(message: TabMessage): void {
    if (!this.#stop.signal.aborted) this.#deps.channel?.postMessage(message);
  }

  async #sleep(millis: number): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await this.#deps.wait(millis, AbortSignal.any([woken.signal, this.#stop.signal]));
    this.#wake = null;
  }
}
