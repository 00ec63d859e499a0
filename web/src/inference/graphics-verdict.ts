import * as v from 'valibot';

const millis = v.pipe(v.number(), v.minValue(0));

/** What a trial of the graphics processor said; only `faster` lets it read the messages. Times are medians a message. */
export const GraphicsVerdict = v.variant('kind', [
  v.object({ kind: v.literal('faster'), wasmMs: millis, graphicsMs: millis }),
  v.object({ kind: v.literal('slower'), wasmMs: millis, graphicsMs: millis }),
  /** `apart`: the greatest difference of a probability. */
  v.object({ kind: v.literal('differs'), apart: v.number() }),
  /** The browser has no graphics processor to offer. */
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('failed'), reason: v.string() }),
]);
export type GraphicsVerdict = v.InferOutput<typeof GraphicsVerdict>;

const CACHE = 'leadlight-graphics-verdict';
const KEY = '/graphics-verdict';
const Kept = v.object({ model: v.string(), verdict: GraphicsVerdict });

/** The verdict of this device, kept for one model; that of another model counts for nothing. */
export class VerdictStore {
  readonly #caches: Pick<CacheStorage, 'open' | 'delete'>;

  constructor(caches: Pick<CacheStorage, 'open' | 'delete'>) {
    this.#caches = caches;
  }

  async read(model: string): Promise<GraphicsVerdict | null> {
    const cache = await this.#caches.open(CACHE).catch(() => null);
    const json: unknown = await (await cache?.match(KEY))?.json().catch(() => null);
    const kept = v.safeParse(Kept, json);
    return kept.success && kept.output.model === model ? kept.output.verdict : null;
  }

  /** Where nothing can be kept, the next start asks again. */
  async keep(model: string, verdict: GraphicsVerdict): Promise<void> {
    const cache = await this.#caches.open(CACHE).catch(() => null);
    await cache?.put(KEY, Response.json({ model, verdict })).catch(() => undefined);
  }

  async forget(): Promise<void> {
    await this.#caches.delete(CACHE).catch(() => false);
  }
}
