import { expose } from 'comlink';
import { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import { ruleAnalyser } from '../../../models/text/rules/rule-analyser.ts';
import { AnalysisService } from './analysis-service.ts';
import { ModelStore } from './model-store.ts';

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
  const [{ TextModels }, { VerdictStore }, { config, files, graphicsBytes }] = await Promise.all([
    import('./text-models.ts'),
    import('./graphics-verdict.ts'),
    import('virtual:text-model'),
  ]);
  const fetchGraphics = async () => (await import('./webgpu-runtime.ts')).webgpuRuntime;
  const available = async () => (await navigator.gpu.requestAdapter().catch(() => null)) !== null;
  const graphics = 'gpu' in navigator ? { bytes: graphicsBytes, available, fetch: fetchGraphics } : null;
  const verdicts = new VerdictStore(caches);
  return new TextModels({ config, files, store, verdicts, threads: THREADS, millis: clock.millis, graphics });
};
let loaded: ReturnType<typeof loadModels> | null = null;
const models = () =>
  (loaded ??= loadModels().catch((error: unknown) => {
    loaded = null;
    throw error;
  }));

expose(
  new AnalysisService({
    rules: ruleAnalyser,
    clock,
    makeIntelligence: (cache, analyser, decoder) => new LeadIntelligence({ analyser, decoder, cache, clock }),
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
