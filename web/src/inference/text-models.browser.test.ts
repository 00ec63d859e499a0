import { afterEach, describe, expect, it } from 'vitest';
import { config as shipped, files as shippedFiles } from 'virtual:text-model';
import { LABELS } from '../../../models/text/onnx/logits.ts';
import type { Tensor, TensorSession } from '../../../models/text/onnx/ort-session.ts';
import { VerdictStore } from './graphics-verdict.ts';
import { ModelStore, type ModelFile } from './model-store.ts';
import { TextModels, type TextModelsDeps } from './text-models.ts';

const LOGIT = 0.5;
const GRAPH_HASH = 'a'.repeat(64);
const golden = ['hi', 'is it free?'].map((text) => ({ text, context: [], logits: Array<number>(LABELS).fill(LOGIT) }));
const { leadlight } = shipped as { leadlight: { sha256: Record<string, string> } };
const configOf = (version: string, more: object = {}) => ({
  leadlight: {
    ...leadlight,
    name: 'test',
    version,
    golden,
    sha256: { ...leadlight.sha256, 'onnx/model_webgpu.onnx': GRAPH_HASH },
    ...more,
  },
});

async function fileOf(name: string): Promise<ModelFile> {
  const bytes = new TextEncoder().encode(name);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { name, parts: [{ url: URL.createObjectURL(new Blob([bytes])), sha256, bytes: bytes.length }] };
}

/** A runtime whose sessions take `took` ms a run and answer with all logits alike. */
function sessionOf(clock: { now: number }, took: number, logit = LOGIT): TensorSession {
  const filled = (count: number, value = 0): Tensor => ({
    type: 'float32',
    data: new Float32Array(count).fill(value),
    dims: [1, count],
  });
  return {
    inputs: ['input_ids', 'token_type_ids'].map((name) => ({ name, type: 'int64', shape: [1, 'tokens'] })),
    outputs: [],
    run: ({ input_ids }) => {
      clock.now += took;
      const columns = input_ids!.dims[1]!;
      return Promise.resolve({
        logits: filled(LABELS, logit),
        embedding: filled(4),
        contributions: filled(columns * LABELS),
      });
    },
    close: () => Promise.resolve(),
  };
}

describe('what the text model runs on', () => {
  const names = new Set<string>();
  afterEach(async () => {
    for (const name of names) await caches.delete(name);
  });

  /** A device with its own storage; each `start` is a start of the app on it. */
  async function device() {
    const own = `test-${crypto.randomUUID()}-`;
    const storage = {
      open: (name: string) => {
        names.add(own + name);
        return caches.open(own + name);
      },
      delete: (name: string) => caches.delete(own + name),
    } as CacheStorage;
    const clock = { now: 0 };
    const fetched: string[] = [];
    const files = [
      await fileOf('runtime'),
      shippedFiles.find(({ name }) => name === 'tokenizer.json')!,
      await fileOf('onnx/model_quantized.onnx'),
    ];
    const graphicsFiles = [await fileOf('webgpu-runtime'), await fileOf('onnx/model_webgpu.onnx')];
    const urls = new Map([...files, ...graphicsFiles].flatMap(({ name, parts }) => parts.map((p) => [p.url, name])));
    const network = { on: true, graphics: true };
    const fetcher: typeof fetch = (url) => {
      if (!network.on) return Promise.reject(new TypeError('offline'));
      fetched.push(urls.get(String(url))!);
      return fetch(url);
    };
    const store = new ModelStore({ caches: storage, fetcher, crypto, exclusive: (work) => work() });
    const start = (graphics: () => TensorSession, more: Partial<TextModelsDeps> = {}) =>
      new TextModels({
        config: configOf('1'),
        files,
        store,
        verdicts: new VerdictStore(storage),
        threads: 1,
        millis: () => clock.now,
        openSession: () => Promise.resolve(sessionOf(clock, 12)),
        graphics: {
          bytes: 44,
          available: () => Promise.resolve(network.graphics),
          fetch: () => Promise.resolve({ files: graphicsFiles, open: () => Promise.resolve(graphics()) }),
        },
        ...more,
      });
    const kept = async () => {
      const cache = await storage.open('leadlight-model-files');
      const keys = new Set((await cache.keys()).map((key) => new URL(key.url).pathname.split('/').at(-1)));
      return [...files, ...graphicsFiles].filter(({ parts }) => keys.has(parts[0]!.sha256)).map(({ name }) => name);
    };
    return { clock, start, kept, fetched, network };
  }
  const nothing = () => undefined;
  async function loaded(models: TextModels) {
    const model = await models.load(nothing);
    if (!model.ok) throw new Error(model.detail);
    return model.value;
  }
  const WASM_FILES = ['runtime', 'tokenizer.json', 'onnx/model_quantized.onnx'];
  const ALL_FILES = [...WASM_FILES, 'webgpu-runtime', 'onnx/model_webgpu.onnx'];

  it('is the graphics processor where it gives the same answers faster: now, and at the next start', async () => {
    const { clock, start, kept, fetched } = await device();
    const models = start(() => sessionOf(clock, 6));
    const wasm = await loaded(models);
    expect(wasm).toMatchObject({ provider: 'WASM', graphics: { kind: 'untried', bytes: 44 } });
    expect(wasm.recentMillis?.().at(-1)).toBe(12);
    expect(await kept()).toEqual(WASM_FILES);
    const shares: number[] = [];
    const trial = await models.tryGraphics(wasm, (share) => shares.push(share));
    const verdict = { kind: 'faster', wasmMs: 12, graphicsMs: 6 };
    expect(trial).toMatchObject({ ok: true, value: { verdict, model: { provider: 'WebGPU', graphics: verdict } } });
    expect(shares.at(-1)).toBe(1);
    expect(await kept()).toEqual(ALL_FILES);
    const before = fetched.length;
    expect(await loaded(start(() => sessionOf(clock, 6)))).toMatchObject({ provider: 'WebGPU', graphics: verdict });
    expect(fetched).toHaveLength(before);
    expect(await kept()).toEqual(ALL_FILES);
  });

  it('is WASM again when a person wishes so, and the files of the other go', async () => {
    const { clock, start, kept } = await device();
    const models = start(() => sessionOf(clock, 6));
    await models.tryGraphics(await loaded(models), nothing);
    expect(await models.backToWasm()).toMatchObject({
      ok: true,
      value: { provider: 'WASM', graphics: { kind: 'untried' } },
    });
    expect(await kept()).toEqual(WASM_FILES);
    expect(await loaded(start(() => sessionOf(clock, 6)))).toMatchObject({ provider: 'WASM' });
  });

  it('stays WASM where the other is slower, differs or fails; the verdict is remembered, its files are not', async () => {
    const cases = [
      [(clock: { now: number }) => sessionOf(clock, 41), { kind: 'slower' }],
      [(clock: { now: number }) => sessionOf(clock, 6, LOGIT + 0.1), { kind: 'differs' }],
      [(clock: { now: number }) => sessionOf(clock, 6, 9), { kind: 'failed' }],
    ] as const;
    for (const [graphics, verdict] of cases) {
      const { clock, start, kept } = await device();
      const models = start(() => graphics(clock));
      const trial = await models.tryGraphics(await loaded(models), nothing);
      expect(trial).toMatchObject({ ok: true, value: { verdict: { kind: verdict.kind }, model: null } });
      expect(await kept()).toEqual(WASM_FILES);
      expect(await loaded(start(() => graphics(clock)))).toMatchObject({
        provider: 'WASM',
        graphics: { kind: verdict.kind },
      });
    }
    const { clock, start } = await device();
    const none = start(() => {
      throw new Error('no adapter');
    });
    expect(await none.tryGraphics(await loaded(none), nothing)).toMatchObject({
      value: { verdict: { kind: 'failed', reason: 'no adapter' } },
    });
    expect(clock.now).toBeGreaterThan(0);
  });

  it('falls back to WASM, and says so, when what won does not run any more', async () => {
    const { clock, start, kept } = await device();
    const models = start(() => sessionOf(clock, 6));
    await models.tryGraphics(await loaded(models), nothing);
    const wrong = await loaded(start(() => sessionOf(clock, 6, 9)));
    expect(wrong).toMatchObject({ provider: 'WASM', note: 'graphics_failed', graphics: { kind: 'failed' } });
    expect(await kept()).toEqual(WASM_FILES);
    const next = await loaded(start(() => sessionOf(clock, 6)));
    expect(next).toMatchObject({ provider: 'WASM', graphics: { kind: 'failed' } });
    expect(next).not.toHaveProperty('note');
  });

  it('forgets the verdict of another version of the model', async () => {
    const { clock, start, kept } = await device();
    const models = start(() => sessionOf(clock, 6));
    await models.tryGraphics(await loaded(models), nothing);
    const next = start(() => sessionOf(clock, 6), { config: configOf('2') });
    expect(await loaded(next)).toMatchObject({ provider: 'WASM', graphics: { kind: 'untried' } });
    expect(await kept()).toEqual(WASM_FILES);
  });

  it('fetches nothing where the browser has no graphics processor to offer', async () => {
    const { clock, start, network, fetched } = await device();
    const models = start(() => sessionOf(clock, 6));
    const wasm = await loaded(models);
    const before = fetched.length;
    network.graphics = false;
    expect(await models.tryGraphics(wasm, nothing)).toMatchObject({
      value: { verdict: { kind: 'none' }, model: null },
    });
    expect(fetched).toHaveLength(before);
  });

  it('says when the files cannot be fetched, and tries again later', async () => {
    const { clock, start, network } = await device();
    const models = start(() => sessionOf(clock, 6));
    const wasm = await loaded(models);
    network.on = false;
    expect(await models.tryGraphics(wasm, nothing)).toMatchObject({ code: 'graphics_unreachable' });
    network.on = true;
    expect(await models.tryGraphics(wasm, nothing)).toMatchObject({ ok: true });
  });

  it('offers no trial without a graphics processor, a graph for it, or golden inputs', async () => {
    const { clock, start } = await device();
    const { 'onnx/model_webgpu.onnx': _, ...without } = configOf('1').leadlight.sha256;
    for (const more of [
      { graphics: null },
      { config: configOf('1', { sha256: without }) },
      { config: configOf('1', { golden: undefined }) },
    ]) {
      const models = start(() => sessionOf(clock, 6), more);
      const wasm = await loaded(models);
      expect(wasm).not.toHaveProperty('graphics');
      expect(await models.tryGraphics(wasm, nothing)).toMatchObject({ code: 'no_graphics' });
    }
  });

  it('runs on one thread where several fail or answer wrongly, and says so; on none when the last one fails', async () => {
    const { clock, start } = await device();
    const opened: number[] = [];
    const several = (wrong: () => TensorSession, right: () => TensorSession) =>
      start(wrong, {
        threads: 4,
        openSession: (_runtime, _graph, threads) => {
          opened.push(threads);
          return Promise.resolve(threads > 1 ? wrong() : right());
        },
      });
    const good = () => sessionOf(clock, 1);
    const bad = () => sessionOf(clock, 1, 5);
    const broken = () => {
      throw new Error('no threads');
    };
    expect(await loaded(several(good, good))).toMatchObject({ provider: 'WASM, 4 threads' });
    expect(opened).toEqual([4]);
    for (const wrong of [bad, broken]) {
      opened.length = 0;
      expect(await loaded(several(wrong, good))).toMatchObject({ provider: 'WASM', note: 'threads_failed' });
      expect(opened).toEqual([4, 1]);
    }
    expect(await several(broken, bad).load(nothing)).toMatchObject({
      ok: false,
      code: 'model_broken',
      detail: expect.stringMatching(/^self-test: /) as string,
    });
  });
});
