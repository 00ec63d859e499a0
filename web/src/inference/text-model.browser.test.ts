import { afterEach, describe, expect, it, vi } from 'vitest';
import { config, files } from 'virtual:text-model';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { Conversation } from '../../../models/conversation.ts';
import { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import { RULE_DECODER } from '../../../models/text/decode.ts';
import { ruleAnalyser } from '../../../models/text/rules/rule-analyser.ts';
import { answersOf, farthest } from '../../../models/text/onnx/self-test.ts';
import type { TextAnalyser, TextInput } from '../../../models/text/types.ts';
import records from '../../../models/training/data/dev.jsonl?raw';
import { newKeys, newLead, newMessage, storageOn } from '../../testing/test-storage.ts';
import { done, failed } from '../errors/result.ts';
import type { AnalyserInUse, ModelProblem } from './analysis-api.ts';
import { AnalysisClient } from './analysis-client.ts';
import { AnalysisQueue } from './analysis-queue.ts';
import { AnalysisService, type AnalysisServiceDeps } from './analysis-service.ts';
import { loadTextModel, type TextModel } from './load-text-model.ts';
import { ModelStore } from './model-store.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const { name, version } = (config as { leadlight: { name: string; version: string } }).leadlight;
const MODEL = `${name}@${version}`;
const makeWorker = () => new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
const conversation = (text: string): Conversation => ({
  id: 'c',
  leadId: 'l',
  channel: 'sms',
  messages: [{ id: 'm', from: 'lead', text, sentAt: '2026-11-20T10:00:00Z' }],
});
const fresh = () => new AbortController().signal;

describe('the analysis worker with the text model', () => {
  const stops: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it('reads by the rules at once, tells how far the model is, and then reads by the model', async () => {
    const client = new AnalysisClient(makeWorker, storageOn(await newKeys()).textCache, { model: true });
    stops.push(() => client.stop());
    const seen: AnalyserInUse[] = [];
    client.subscribe((analyser) => seen.push(analyser));
    expect(await client.warm()).toMatchObject({ source: 'rules', loading: 0 });
    const ready = {
      source: 'model',
      model: MODEL,
      provider: expect.stringMatching(/^WASM(, [2-4] threads)?$/) as string,
    };
    await vi.waitFor(
      () => expect(seen.at(-1)).toMatchObject({ ...ready, millis: expect.any(Number) as number }),
      30_000,
    );
    expect(seen.at(-1)).not.toHaveProperty('note');
    expect(seen.some(({ loading }) => loading === 1)).toBe(true);
    const answer = await client.analyse(conversation('We are pre-approved. Can we see Oak St today?'), NOW, fresh());
    expect(answer).toMatchObject({ ok: true, analyser: { source: 'model', model: MODEL } });
    if (!answer.ok) return;
    const [message] = answer.analysis.messages;
    expect(message).toMatchObject({ source: 'model', model: MODEL });
    expect(message?.intents).toContain('showing');
  });

  it('rests when nothing is to be read, and reads by the model at once when it is called again', async () => {
    let now = 0;
    let hidden = false;
    let changed: () => void = () => undefined;
    const timers: { at: number; run: () => void }[] = [];
    let made = 0;
    const client = new AnalysisClient(() => (made++, makeWorker()), storageOn(await newKeys()).textCache, {
      model: true,
      rest: {
        nowMillis: () => now,
        later: (run, millis) => void timers.push({ at: now + millis, run }),
        visibility: { hidden: () => hidden, subscribe: (listener) => ((changed = listener), () => undefined) },
      },
    });
    stops.push(() => client.stop());
    const pass = (millis: number) => {
      now += millis;
      for (const timer of timers.filter(({ at }) => at <= now)) timer.run();
    };
    const seen: AnalyserInUse[] = [];
    client.subscribe((analyser) => seen.push(analyser));
    await client.warm();
    // While the model is on its way nothing rests, however long that takes.
    pass(3600_000);
    expect(made).toBe(1);
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ source: 'model' }), 30_000);
    pass(599_000);
    expect(seen.at(-1)).not.toHaveProperty('resting');
    hidden = true;
    changed();
    pass(60_000);
    expect(seen.at(-1)).toMatchObject({ source: 'model', model: MODEL, resting: true });
    const answer = await client.analyse(conversation('Can we see Oak St today?'), NOW, fresh());
    expect(made).toBe(2);
    expect(answer).toMatchObject({ ok: true, analyser: { source: 'model', model: MODEL } });
    expect(seen.at(-1)).not.toHaveProperty('resting');
    pass(60_000);
    expect(seen.at(-1)).toMatchObject({ resting: true });
    const waiting = new AbortController();
    const stopped = client.analyse(conversation('hello?'), NOW, waiting.signal);
    waiting.abort();
    expect(await stopped).toMatchObject({ code: 'cancelled' });
  });

  it('makes what the rules read again by the model', async () => {
    const storage = storageOn(await newKeys());
    await storage.edit([newLead('a', 'Ana'), newMessage('m', 'a', 'Can we see it on saturday?')]);
    const queueOf = (model: boolean) => {
      const client = new AnalysisClient(makeWorker, storage.textCache, { model });
      const queue = new AnalysisQueue({ storage, client, nowIso: () => NOW, maxAgeMs: 3600_000 });
      stops.push(() => queue.stop());
      queue.start();
      return queue;
    };
    const source = async () => (await storage.summaries())[0]?.source;
    const rules = queueOf(false);
    await vi.waitFor(async () => expect(await source()).toBe('rules'), 10_000);
    await rules.stop();
    queueOf(true);
    await vi.waitFor(async () => expect(await source()).toBe('model'), 30_000);
  });
});

describe('loading the text model', () => {
  const store = () =>
    new ModelStore({
      caches,
      fetcher: (input) => fetch(input),
      crypto,
      exclusive: async (work) => await navigator.locks.request('leadlight-model-files', work),
    });

  const withHash = (file: (typeof files)[number], sha256: string) => ({
    ...file,
    parts: file.parts.map((part) => ({ ...part, sha256 })),
  });

  it('refuses a config that is not the product’s, and files that are no model', async () => {
    const progress = () => undefined;
    expect(await loadTextModel({}, files, store(), progress)).toMatchObject({ ok: false, code: 'model_broken' });
    const swapped = files.map((file) => (file.name === 'tokenizer.json' ? withHash(file, '0'.repeat(64)) : file));
    expect(await loadTextModel(config, swapped, store(), progress)).toMatchObject({ code: 'model_checksum' });
    const tokenizer = files.find((file) => file.name === 'tokenizer.json')!;
    const noModel = [
      ...files.filter(({ name }) => !name.endsWith('.onnx')),
      { ...tokenizer, name: 'onnx/model_quantized.onnx' },
    ];
    expect(await loadTextModel(config, noModel, store(), progress)).toMatchObject({ code: 'model_broken' });
    expect(await loadTextModel(config, [tokenizer], store(), progress)).toMatchObject({ code: 'model_broken' });
  });

  it('gives the same with two threads as with one', { timeout: 60_000 }, async () => {
    expect(crossOriginIsolated).toBe(true);
    const load = async (threads: number) => {
      const model = await loadTextModel(config, files, store(), () => undefined, { threads });
      if (!model.ok) throw new Error(`${model.code}: ${model.detail}`);
      return model.value;
    };
    const [two, one] = [await load(2), await load(1)];
    expect(two).toMatchObject({ provider: 'WASM, 2 threads' });
    expect(one).toMatchObject({ provider: 'WASM' });
    expect(two.note ?? one.note).toBeUndefined();
    const inputs = records
      .trim()
      .split('\n')
      .slice(0, 100)
      .map((line) => JSON.parse(line) as TextInput);
    const answers = [];
    for (const { analyser, decoder } of [two, one]) answers.push(await answersOf(analyser, decoder, inputs));
    expect(farthest(answers[0]!, answers[1]!)).toBeLessThanOrEqual(1e-3);
  });
});

describe('the analysis service', () => {
  const clock = { now: () => NOW, millis: () => 0 };
  const cache: AnalysisCache = {
    get: (keys) => Promise.resolve(keys.map(() => undefined)),
    set: () => Promise.resolve(),
  };
  const serviceOf = (deps: Pick<AnalysisServiceDeps, 'loadModel'> & Partial<AnalysisServiceDeps>) =>
    new AnalysisService({
      rules: ruleAnalyser,
      clock,
      makeIntelligence: (made, analyser, decoder) => new LeadIntelligence({ analyser, decoder, cache: made, clock }),
      untilRetry: () => Promise.resolve(),
      tryGraphics: () => Promise.resolve(failed('no_graphics')),
      backToWasm: () => Promise.resolve(failed('model_broken')),
      ...deps,
    });

  const modelOf = (analyser: TextAnalyser, more: Partial<TextModel> = {}): TextModel => ({
    analyser,
    decoder: RULE_DECODER,
    provider: 'WASM',
    bytes: 7,
    close: () => Promise.resolve(),
    ...more,
  });

  it('keeps the rules and says why when the model is refused or cannot run', async () => {
    for (const code of ['model_checksum', 'model_broken'] satisfies ModelProblem[]) {
      const seen: AnalyserInUse[] = [];
      const service = serviceOf({ loadModel: () => Promise.resolve(failed(code)) });
      await service.connect(cache, true, (analyser) => void seen.push(analyser));
      await vi.waitFor(() => expect(seen).toEqual([{ source: 'rules', model: 'rules@1', problem: code }]));
      expect(await service.analyse(1, conversation('hi'), NOW)).toMatchObject({
        ok: true,
        analyser: { source: 'rules' },
      });
    }
  });

  it('tries again when the model could not be fetched, and marks what the rules read while it fails', async () => {
    const seen: AnalyserInUse[] = [];
    const broken = { now: true };
    const analyser: TextAnalyser = {
      source: 'model',
      model: 'flaky@1',
      analyse: async (inputs) => {
        if (broken.now) throw new Error('out of memory');
        return (await ruleAnalyser.analyse(inputs)).map((raw) => ({ ...raw, source: 'model', model: 'flaky@1' }));
      },
    };
    let tries = 0;
    const service = serviceOf({
      loadModel: (onProgress) => {
        onProgress(0.401);
        onProgress(0.404);
        if (tries++ === 0) return Promise.resolve(failed('model_unreachable'));
        return Promise.resolve(done(modelOf(analyser)));
      },
    });
    const ready = { source: 'model', model: 'flaky@1', provider: 'WASM', bytes: 7 };
    const rules = { source: 'rules', model: 'rules@1' };
    await service.connect(cache, true, (now) => void seen.push(now));
    await vi.waitFor(() => expect(seen.at(-1)).toEqual(ready));
    const loading = { ...rules, loading: 0.4 };
    expect(seen).toEqual([loading, { ...rules, problem: 'model_unreachable' }, loading, ready]);
    expect(await service.analyse(1, conversation('can we see it?'), NOW)).toMatchObject({ analyser: rules });
    expect(seen.at(-1)).toEqual({ ...rules, problem: 'model_failing' });
    broken.now = false;
    expect(await service.analyse(2, conversation('can we see it?'), NOW)).toMatchObject({ analyser: ready });
    expect(seen.at(-1)).toEqual(ready);
  });

  it('shows how a trial goes, and reads on the graphics processor where that won, until WASM is wished again', async () => {
    const read = (model: string): TextAnalyser => ({
      source: 'model',
      model,
      analyse: async (inputs) =>
        (await ruleAnalyser.analyse(inputs)).map((raw) => ({ ...raw, source: 'model', model })),
    });
    const untried = { kind: 'untried', bytes: 44 } as const;
    const faster = { kind: 'faster', wasmMs: 12, graphicsMs: 6 } as const;
    const slower = { kind: 'slower', wasmMs: 12, graphicsMs: 41 } as const;
    const wasm = () => modelOf(read('wasm@1'), { graphics: untried, recentMillis: () => [12] });
    const trials = [
      failed('graphics_unreachable'),
      done({ verdict: slower, model: null }),
      done({ verdict: faster, model: modelOf(read('gpu@1'), { provider: 'WebGPU', graphics: faster }) }),
    ];
    const seen: AnalyserInUse[] = [];
    const service = serviceOf({
      loadModel: () => Promise.resolve(done(wasm())),
      tryGraphics: (_, onProgress) => {
        onProgress(0.5);
        return Promise.resolve(trials.shift()!);
      },
      backToWasm: () => Promise.resolve(done(wasm())),
    });
    expect(await service.tryGraphics()).toMatchObject({ code: 'no_graphics' });
    await service.connect(cache, true, (now) => void seen.push(now));
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ provider: 'WASM', graphics: untried, millis: 12 }));
    expect(await service.tryGraphics()).toMatchObject({ code: 'graphics_unreachable' });
    expect(seen.map(({ graphics }) => graphics)).toEqual([
      untried,
      { kind: 'trying', share: 0 },
      { kind: 'trying', share: 0.5 },
      untried,
    ]);
    expect(await service.tryGraphics()).toEqual(done(slower));
    expect(seen.at(-1)).toMatchObject({ provider: 'WASM', graphics: slower });
    const both = await Promise.all([service.tryGraphics(), service.tryGraphics()]);
    expect(both).toEqual([done(faster), failed('no_graphics')]);
    expect(seen.at(-1)).toMatchObject({ model: 'gpu@1', provider: 'WebGPU', graphics: faster });
    expect(await service.analyse(1, conversation('hi'), NOW)).toMatchObject({ analyser: { model: 'gpu@1' } });
    expect(await service.backToWasm()).toEqual(done(null));
    expect(seen.at(-1)).toMatchObject({ model: 'wasm@1', provider: 'WASM', graphics: untried });
    expect(await service.analyse(2, conversation('hi'), NOW)).toMatchObject({ analyser: { model: 'wasm@1' } });
  });
});
