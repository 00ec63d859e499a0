import * as v from 'valibot';
import type { Result } from '../../errors/result.ts';
import type { Storage } from '../../storage/storage-port.ts';
import type { ServerApi } from './server-api.ts';

export type ReadState<T> =
  | { kind: 'waiting' }
  | { kind: 'failed'; code: string }
  /** `at`: when the server said it, milliseconds since 1970. `code`: why it could not be read anew, or null. */
  | { kind: 'shown'; value: T; at: number; code: string | null };

interface Deps {
  api: ServerApi;
  storage: Pick<Storage, 'getValue' | 'setValue'>;
  nowMillis: () => number;
}

/** What the server says at an address. Kept sealed on this device: without a network what was last read is shown. */
export class LastRead<S extends v.GenericSchema> {
  state = $state.raw<ReadState<v.InferOutput<S>>>({ kind: 'waiting' });
  readonly #deps: Deps;
  readonly #path: string;
  readonly #schema: S;
  /** Counts loads and writes, so that a slow answer never replaces a newer one. */
  #turn = 0;

  constructor(deps: Deps, path: string, schema: S) {
    this.#deps = deps;
    this.#path = path;
    this.#schema = schema;
  }

  get value(): v.InferOutput<S> | null {
    return this.state.kind === 'shown' ? this.state.value : null;
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    const { api, nowMillis } = this.#deps;
    if (this.state.kind === 'waiting') await this.#recall();
    const read = await api.get(this.#path, this.#schema);
    if (turn !== this.#turn) return;
    if (read.ok) await this.#show(read.value, nowMillis());
    else if (this.state.kind === 'shown') this.state = { ...this.state, code: read.code };
    else this.state = { kind: 'failed', code: read.code };
  }

  /** Takes over what the server answered to a change. */
  put(value: v.InferOutput<S>): Promise<void> {
    this.#turn++;
    return this.#show(value, this.#deps.nowMillis());
  }

  /** Shows a change at once, and takes it back when the server does not take it. */
  async tryOut<T>(value: v.InferOutput<S>, ask: () => Promise<Result<T>>): Promise<Result<T>> {
    const before = this.state;
    this.#turn++;
    this.state = { kind: 'shown', value, at: this.#deps.nowMillis(), code: null };
    const result = await ask();
    if (result.ok) await this.put(value);
    else this.state = before;
    return result;
  }

  async #show(value: v.InferOutput<S>, at: number): Promise<void> {
    this.state = { kind: 'shown', value, at, code: null };
    // Where it cannot be kept the screen still works, with a network.
    await this.#deps.storage.setValue(this.#name, { at, value });
  }

  async #recall(): Promise<void> {
    const kept = await this.#deps.storage.getValue(this.#name).catch(() => null);
    const parsed = v.safeParse(v.object({ at: v.number(), value: this.#schema }), kept);
    if (!parsed.success || this.state.kind === 'shown') return;
    const { at, value } = parsed.output as { at: number; value: v.InferOutput<S> };
    this.state = { kind: 'shown', value, at, code: null };
  }

  get #name(): string {
    return `server:${this.#path}`;
  }
}
