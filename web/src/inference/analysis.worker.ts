import { expose } from 'comlink';
import { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import { ruleAnalyser } from '../../../models/text/rules/rule-analyser.ts';
import { AnalysisService } from './analysis-service.ts';

// The composition root of the worker: the only place here that touches the real clock.
const clock = { now: () => new Date().toISOString(), millis: () => performance.now() };

expose(
  new AnalysisService({
    analyser: ruleAnalyser,
    clock,
    makeIntelligence: (cache) => new LeadIntelligence({ analyser: ruleAnalyser, cache, clock }),
  }),
);
