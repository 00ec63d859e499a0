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

expose(
  new AnalysisService({
    rules: ruleAnalyser,
    clock,
    makeIntelligence: (cache, analyser, decoder) => new LeadIntelligence({ analyser, decoder, cache, clock }),
    loadModel: async (onProgress) => {
      // Not part of the worker's own script: the rules need not wait for the runtime.
      const [{ loadTextModel }, { config, files }] = await Promise.all([
        import('./load-text-model.ts'),
        import('virtual:text-model'),
      ]);
      return loadTextModel(config, files, store, onProgress);
    },
    untilRetry: () =>
      new Promise((retry) => {
        setTimeout(retry, RETRY_MS);
        addEventListener('online', () => retry(), { once: true });
      }),
  }),
);
