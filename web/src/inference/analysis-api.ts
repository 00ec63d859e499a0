import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { Failure } from '../errors/result.ts';

/**
 * Why the rules read the texts: the model could not be fetched (tried again), is not the file that the app names, does
 * not run here, or failed repeatedly and is left alone for a while.
 */
export type ModelProblem = 'model_unreachable' | 'model_checksum' | 'model_broken' | 'model_failing';

/** What reads the texts now. */
export interface AnalyserInUse {
  source: 'model' | 'rules';
  model: string;
  /** What the model runs on. */
  provider?: string;
  /** The model is on its way: the share that is here, 0 to 1. */
  loading?: number;
  problem?: ModelProblem;
}

export type AnalysisAnswer =
  | { ok: true; analysis: ConversationAnalysis; analyser: AnalyserInUse; millis: number }
  | Failure<'analysis_failed' | 'cancelled'>;

/**
 * What crosses the worker boundary: plain data and results, because Comlink drops `code` and `cause` of what is
 * thrown. `id` lets the page cancel.
 */
export interface AnalysisApi {
  /**
   * Hands the worker the cache that lies behind the storage port, and tells whether to load the text model; `report`
   * hears of every later change of what reads the texts.
   */
  connect(
    cache: AnalysisCache,
    model: boolean,
    report: (analyser: AnalyserInUse) => void | Promise<void>,
  ): Promise<AnalyserInUse>;
  analyse(id: number, conversation: Conversation, now: string): Promise<AnalysisAnswer>;
  cancel(id: number): void;
}
