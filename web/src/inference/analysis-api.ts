import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { Failure } from '../errors/result.ts';

/** What reads the texts now. */
export interface AnalyserInUse {
  source: 'model' | 'rules';
  model: string;
}

export type AnalysisAnswer =
  | { ok: true; analysis: ConversationAnalysis; analyser: AnalyserInUse; millis: number }
  | Failure<'analysis_failed' | 'cancelled'>;

/**
 * What crosses the worker boundary: plain data and results, because Comlink drops `code` and `cause` of what is
 * thrown. `id` lets the page cancel.
 */
export interface AnalysisApi {
  /** Hands the worker the cache that lies behind the storage port. */
  connect(cache: AnalysisCache): Promise<AnalyserInUse>;
  analyse(id: number, conversation: Conversation, now: string): Promise<AnalysisAnswer>;
  cancel(id: number): void;
}
