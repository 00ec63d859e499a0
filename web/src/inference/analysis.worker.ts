import { expose } from 'comlink';
import type { OpenModel } from '../../../models/custom/custom-model.ts';
import { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import { ruleAnalyser } from '../../../models/text/rules/rule-analyser.ts';
import { AnalysisService } from './analysis-service.ts';
import { ModelStore } from './model-store.ts';
import { webHandlerRunner } from './web-handler-runner.ts';

// The composition root of the worker: the only place here that touches the real clock, network and caches.
const clock = { now: () => new Date().toISOString(), millis: () => performance.now() };
const RETRY_MS = 60_000;

const store = new ModelStore({
  caches,
  fetcher: (input, init) => fetch(input, init),
  crypto,
  exclusive: async (work) => await navigator.locks.request('leadlight-model-files', work),
});

const THREADS = crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1;

// Not part of the worker's own script: the rules need not wait for the runtime.
const loadModels = async () => {
  const [{ TextModels }, { VerdictStore }, { config, files, reference, graphicsBytes }] = await Promise.all([
    import('./text-models.ts'),
    import('./graphics-verdict.ts'),
    import('virtual:text-model'),
  ]);
  const fetchGraphics = async () => (await import('./webgpu-runtime.ts')).webgpuRuntime;
  const available = async () => (await navigator.gpu.requestAdapter().catch(() => null)) !== null;
  const graphics = 'gpu' in navigator ? { bytes: graphicsBytes, available, fetch: fetchGraphics } : null;
  const verdicts = new VerdictStore(caches);
  const keep = [reference];
  return new TextModels({ config, files, store, keep, verdicts, threads: THREADS, millis: clock.millis, graphics });
};
let loaded: ReturnType<typeof loadModels> | null = null;
const models = () =>
  (loaded ??= loadModels().catch((error: unknown) => {
    loaded = null;
    throw error;
  }));

/** Asked for at the first retraining or drift report only. */
const reference = async () => {
  const { reference: file } = await import('virtual:text-model');
  const fetched = await store.load([file], () => undefined, 'all');
  const bytes = fetched.ok && fetched.value.get(file.name);
  if (!bytes) throw new Error('the reference could not be fetched');
  return bytes;
};
const openModel: OpenModel = async (registration) => {
  const [{ openAddedModel }, { files }] = await Promise.all([
    import('./open-added-model.ts'),
    import('virtual:text-model'),
  ]);
  return openAddedModel(store, files)(registration);
};
const handlerRunner = webHandlerRunner();

expose(
  new AnalysisService({
    rules: ruleAnalyser,
    clock,
    makeIntelligence: (cache, analyser, decoder) =>
      new LeadIntelligence({ analyser, decoder, cache, clock, reference, openModel, handlerRunner }),
    loadModel: async (onProgress) => (await models()).load(onProgress),
    tryGraphics: async (wasm, onProgress) => (await models()).tryGraphics(wasm, onProgress),
    backToWasm: async () => (await models()).backToWasm(),
    untilRetry: () =>
      new Promise((retry) => {
        setTimeout(retry, RETRY_MS);
        addEventListener('online', () => retry(), { once: true });
      }),
  }),
);
