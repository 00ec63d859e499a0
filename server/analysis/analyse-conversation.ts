import type { AnalysisCache } from '../../models/insight/cache.ts';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { FallbackAnalyser } from '../../models/text/fallback-analyser.ts';
import { ruleAnalyser } from '../../models/text/rules/rule-analyser.ts';
import type { Decoder, TextAnalyser } from '../../models/text/types.ts';
import type { Analysed, AnalyseRequest } from './thread-messages.ts';

export interface AnalystDeps {
  /** The text model, or null where there is none. */
  model: { analyser: TextAnalyser; decoder: Decoder } | null;
  cache: AnalysisCache;
  hash: (material: string) => Promise<string>;
  clock: { now(): string; millis(): number };
}

/** The core as a device puts it together: the model with the rule twin and a breaker behind it. */
export function createAnalyst({ model, cache, hash, clock }: AnalystDeps) {
  const guarded =
    model === null
      ? {}
      : {
          analyser: new FallbackAnalyser({ first: model.analyser, second: ruleAnalyser, nowMillis: clock.millis }),
          decoder: model.decoder,
        };
  const intelligence = new LeadIntelligence({ ...guarded, cache, hash, clock });
  return async ({ conversation, now }: AnalyseRequest): Promise<Analysed> => {
    const analysis = await intelligence.analyseConversation(conversation, { now });
    const byRules = analysis.messages.find((message) => message.source === 'rules');
    return byRules || model === null
      ? { analysis, model: byRules?.model ?? ruleAnalyser.model, source: 'rules' }
      : { analysis, model: intelligence.model, source: 'model' };
  };
}
