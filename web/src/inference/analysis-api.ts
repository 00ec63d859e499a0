import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { Failure, Result } from '../errors/result.ts';
import type { GraphicsVerdict } from './graphics-verdict.ts';

/**
 * Why the rules read the texts: the model could not be fetched (tried again), is not the file that the app names, does
 * not run here, or failed repeatedly and is left alone for a while.
 */
export type ModelProblem = 'model_unreachable' | 'model_checksum' | 'model_broken' | 'model_failing';

/** What the model was meant to run on and does not: several threads, the graphics processor. */
export type ModelNote = 'threads_failed' | 'graphics_failed';

/**
 * The graphics processor, where this browser and model could use one. `bytes` of the files that it takes, `share` of them
 * that is here, 0 to 1.
 */
export type GraphicsOffer = { kind: 'untried'; bytes: number } | { kind: 'trying'; share: number } | GraphicsVerdict;

/** Why there was no trial: nothing to try, or its files could not be fetched or are not those that the app names. */
export type TrialProblem = 'no_graphics' | 'graphics_unreachable' | 'graphics_checksum';

/** `model` reads from now on; null where WASM stays. */
export type GraphicsTrial<Model> = Result<{ verdict: GraphicsVerdict; model: Model | null }, TrialProblem>;

/** What reads the texts now. */
export interface AnalyserInUse {
  source: 'model' | 'rules';
  model: string;
  /** What the model runs on. */
  provider?: string;
  /** Of the model's and the runtime's files. */
  bytes?: number;
  /** Of its latest run: one message. */
  millis?: number;
  note?: ModelNote;
  graphics?: GraphicsOffer;
  /** The model is on its way: the share that is here, 0 to 1. */
  loading?: number;
  /** Nothing was to be read for a while: memory is given back until there is. */
  resting?: true;
  problem?: ModelProblem;
  /** Of the problem, for whoever looks into it. */
  detail?: string;
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
  /** Drops what was read of messages from memory: a lead was erased. */
  forget(): void;
  /** Fetches what the graphics processor takes, compares it with WASM, and uses it where it is equal and faster. */
  tryGraphics(): Promise<Result<GraphicsVerdict, TrialProblem>>;
  /** Undoes a trial that the graphics processor won. */
  backToWasm(): Promise<Result<null, ModelProblem>>;
}
