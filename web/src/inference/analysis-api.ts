import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ReplayPoint } from '../../../models/insight/replay.ts';
import type { ServiceHealth } from '../../../models/insight/health-check.ts';
import type { ServiceRefusal } from '../../../models/insight/service-refusal.ts';
import type { CacheStats } from '../../../models/insight/text-analyses.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { ActionCorrection } from '../../../models/text/adapter/corrections.ts';
import type { DriftReport } from '../../../models/text/drift/drift-report.ts';
import type { Decoder } from '../../../models/text/types.ts';
import type { Failure, Result } from '../errors/result.ts';
import type { GraphicsVerdict } from './graphics-verdict.ts';
import type { SelfTestRun } from './open-text-model.ts';
import type { AddAnswer, CorrectedConversation, CustomState, FileReader, RetrainAnswer } from './tuned-intelligence.ts';
import type { Tuning } from './tuning.ts';

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
  /** With what was learnt and set over it, e.g. `leadlight-text@2+a.1f…`. */
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

/** What the *Models* screen shows of the service in use. Times in milliseconds. */
export interface ModelStatus {
  /** Of the latest runs of the text model, one message each; null before the first. */
  latency: { runs: number; median: number; p95: number } | null;
  threads: number | null;
  loadMillis: number | null;
  selfTest: SelfTestRun | null;
  cache: CacheStats;
  /** As the model ships them. */
  thresholds: Decoder['thresholds'];
  custom: readonly CustomState[];
  /** What was learnt is not used, and why. */
  learnedProblem: string | null;
}

export type AnalysisAnswer =
  | { ok: true; analysis: ConversationAnalysis; analyser: AnalyserInUse; millis: number }
  | Failure<'analysis_failed' | 'cancelled'>;

export type ReplayAnswer = Result<readonly ReplayPoint[], 'analysis_failed'>;

/**
 * What crosses the worker boundary: plain data and results, because Comlink drops `code` and `cause` of what is
 * thrown. `id` lets the page cancel.
 */
export interface AnalysisApi {
  /**
   * Hands the worker the cache that lies behind the storage port, and tells whether to load the text model; `report`
   * hears of every later change of what reads the texts. `tuning` is what a person taught and set, `file` reads the files of
   * the models that it adds.
   */
  connect(
    cache: AnalysisCache,
    model: boolean,
    report: (analyser: AnalyserInUse) => void | Promise<void>,
    tuning?: Tuning,
    file?: FileReader,
  ): Promise<AnalyserInUse>;
  /** `keep` false: nothing of it is written to the cache that lies behind. */
  analyse(id: number, conversation: Conversation, now: string, keep?: boolean): Promise<AnalysisAnswer>;
  /** What stood after each of the newest messages. */
  replay(conversation: Conversation, now: string): Promise<ReplayAnswer>;
  cancel(id: number): void;
  /** Drops what was read of messages from memory: a lead was erased. */
  forget(): void;
  status(): ModelStatus | null;
  health(): Promise<ServiceHealth>;
  /** Takes over a tuning; one with wrong thresholds is refused whole. */
  tune(tuning: Tuning): Promise<{ ok: true } | ServiceRefusal>;
  /** Learns from all corrections that stand. */
  retrain(
    corrected: readonly CorrectedConversation[],
    actions: readonly Omit<ActionCorrection, 'kind'>[],
  ): Promise<RetrainAnswer>;
  drift(corrected: readonly CorrectedConversation[]): Promise<DriftReport | ServiceRefusal>;
  /** Adds a model from files by path, among them `SHA256SUMS`. */
  addModel(name: string, files: ReadonlyMap<string, Blob>): Promise<AddAnswer>;
  /** Fetches what the graphics processor takes, compares it with WASM, and uses it where it is equal and faster. */
  tryGraphics(): Promise<Result<GraphicsVerdict, TrialProblem>>;
  /** Undoes a trial that the graphics processor won. */
  backToWasm(): Promise<Result<null, ModelProblem>>;
}
