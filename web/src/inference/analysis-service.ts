import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ServiceHealth } from '../../../models/insight/health-check.ts';
import type { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import type { ServiceRefusal } from '../../../models/insight/service-refusal.ts';
import type { ActionCorrection } from '../../../models/text/adapter/corrections.ts';
import { RULE_DECODER } from '../../../models/text/decode.ts';
import type { DriftReport } from '../../../models/text/drift/drift-report.ts';
import { FallbackAnalyser } from '../../../models/text/fallback-analyser.ts';
import type { Decoder, TextAnalyser } from '../../../models/text/types.ts';
import { done, failed, type Result } from '../errors/result.ts';
import type {
  AnalyserInUse,
  AnalysisAnswer,
  AnalysisApi,
  GraphicsOffer,
  GraphicsTrial,
  ModelProblem,
  ModelStatus,
  ReplayAnswer,
  TrialProblem,
} from './analysis-api.ts';
import { blobFolder } from './blob-folder.ts';
import type { GraphicsVerdict } from './graphics-verdict.ts';
import type { TextModel } from './load-text-model.ts';
import { latencyOf } from './latency.ts';
import {
  TunedIntelligence,
  type AddAnswer,
  type CorrectedConversation,
  type FileReader,
  type RetrainAnswer,
} from './tuned-intelligence.ts';
import { UNTUNED, type Tuning } from './tuning.ts';

export interface AnalysisServiceDeps {
  /** What reads until the model is there, and whenever it fails. */
  rules: TextAnalyser;
  clock: { now(): string; millis(): number };
  makeIntelligence: (cache: AnalysisCache, analyser: TextAnalyser, decoder?: Decoder) => LeadIntelligence;
  loadModel: (onProgress: (share: number) => void) => Promise<Result<TextModel, ModelProblem>>;
  tryGraphics: (wasm: TextModel, onProgress: (share: number) => void) => Promise<GraphicsTrial<TextModel>>;
  backToWasm: () => Promise<Result<TextModel, ModelProblem>>;
  /** Resolves when it is worth trying to fetch the model again. */
  untilRetry: () => Promise<void>;
}

type Report = (analyser: AnalyserInUse) => void | Promise<void>;

/**
 * The worker's side: runs the pipeline and returns results instead of throwing. It reads by the rules at once and by
 * the model as soon as that is loaded.
 */
export class AnalysisService implements AnalysisApi {
  readonly #deps: AnalysisServiceDeps;
  readonly #running = new Map<number, { aborted: boolean }>();
  #tuned: TunedIntelligence | null = null;
  #model: TextModel | null = null;
  #inUse: AnalyserInUse;
  /** What is told of the model while it works. */
  #ready: AnalyserInUse;
  #trying = false;
  #connection: { cache: AnalysisCache; report: Report } | null = null;

  constructor(deps: AnalysisServiceDeps) {
    this.#deps = deps;
    this.#inUse = this.#ready = this.#rules();
  }

  async connect(
    cache: AnalysisCache,
    model: boolean,
    report: Report,
    tuning: Tuning = UNTUNED,
    file: FileReader = () => Promise.resolve(null),
  ): Promise<AnalyserInUse> {
    this.#connection = { cache, report };
    const tuned = new TunedIntelligence(this.#deps.makeIntelligence(cache, this.#deps.rules), file);
    this.#tuned = tuned;
    await tuned.tune(tuning, false);
    if (model) {
      this.#inUse = this.#rules({ loading: 0 });
      void this.#bringModel();
    } else void tuned.openModels();
    return this.#inUse;
  }

  async analyse(id: number, conversation: Conversation, now: string, keep = true): Promise<AnalysisAnswer> {
    if (!this.#tuned) return failed('analysis_failed', 'connect() comes first');
    const signal = { aborted: false };
    this.#running.set(id, signal);
    const started = this.#deps.clock.millis();
    try {
      const analysis = await this.#tuned.current.analyseConversation(conversation, { now, signal, keep });
      if (signal.aborted) return failed('cancelled');
      const byRules = analysis.messages.some((message) => message.source === 'rules');
      const analyser = byRules ? this.#rules() : this.#timed(this.#inUse);
      return { ok: true, analysis, analyser, millis: this.#deps.clock.millis() - started };
    } catch (error) {
      if (signal.aborted) return failed('cancelled');
      return failed('analysis_failed', error instanceof Error ? error.message : String(error));
    } finally {
      this.#running.delete(id);
    }
  }

  async replay(conversation: Conversation, now: string): Promise<ReplayAnswer> {
    try {
      return done(await this.#connected.current.replay(conversation, { now }));
    } catch (error) {
      return failed('analysis_failed', error instanceof Error ? error.message : String(error));
    }
  }

  cancel(id: number): void {
    const signal = this.#running.get(id);
    if (signal) signal.aborted = true;
  }

  forget(): void {
    this.#tuned?.current.clearCache();
  }

  status(): ModelStatus | null {
    if (!this.#tuned) return null;
    const { current, custom, learnedProblem } = this.#tuned;
    const { decoder, threads, loadMillis, selfTest, recentMillis } = this.#model ?? {};
    return {
      latency: latencyOf(recentMillis?.() ?? []),
      threads: threads ?? null,
      loadMillis: loadMillis ?? null,
      selfTest: selfTest ?? null,
      cache: current.getCacheStats(),
      thresholds: (decoder ?? RULE_DECODER).thresholds,
      custom,
      learnedProblem: this.#model ? learnedProblem : null,
    };
  }

  health(): Promise<ServiceHealth> {
    return this.#connected.current.healthCheck();
  }

  async tune(tuning: Tuning): Promise<{ ok: true } | ServiceRefusal> {
    const tuned = await this.#connected.tune(tuning);
    if (tuned.ok) this.#renamed();
    return tuned;
  }

  async retrain(
    corrected: readonly CorrectedConversation[],
    actions: readonly Omit<ActionCorrection, 'kind'>[],
  ): Promise<RetrainAnswer> {
    const answer = await this.#connected.retrain(corrected, actions);
    if (answer.retrained.ok) this.#renamed();
    return answer;
  }

  drift(corrected: readonly CorrectedConversation[]): Promise<DriftReport | ServiceRefusal> {
    return this.#connected.drift(corrected);
  }

  addModel(name: string, files: ReadonlyMap<string, Blob>): Promise<AddAnswer> {
    return this.#connected.addModel(name, blobFolder(files));
  }

  async tryGraphics(): Promise<Result<GraphicsVerdict, TrialProblem>> {
    const wasm = this.#model;
    if (!wasm?.graphics || this.#trying) return failed('no_graphics');
    this.#trying = true;
    try {
      const show = (graphics: GraphicsOffer) => {
        this.#ready = { ...this.#ready, graphics };
        this.#tell({ ...this.#inUse, graphics });
      };
      const before = wasm.graphics;
      show({ kind: 'trying', share: 0 });
      const trial = await this.#deps.tryGraphics(
        wasm,
        inSteps((share) => show({ kind: 'trying', share })),
      );
      if (!trial.ok) {
        show(before);
        return trial;
      }
      const { verdict, model } = trial.value;
      if (model) await this.#use(model);
      else {
        this.#model = { ...wasm, graphics: verdict };
        show(verdict);
      }
      return done(verdict);
    } finally {
      this.#trying = false;
    }
  }

  async backToWasm(): Promise<Result<null, ModelProblem>> {
    const wasm = await this.#deps.backToWasm();
    if (!wasm.ok) return wasm;
    await this.#use(wasm.value);
    return done(null);
  }

  async #bringModel(): Promise<void> {
    for (;;) {
      const model = await this.#deps.loadModel(inSteps((loading) => this.#tell(this.#rules({ loading }))));
      if (model.ok) return this.#use(model.value);
      this.#tell(this.#rules({ problem: model.code, ...(model.detail && { detail: model.detail }) }));
      void this.#tuned?.openModels();
      if (model.code !== 'model_unreachable') return;
      await this.#deps.untilRetry();
    }
  }

  /** What read before is not closed: a conversation may be half read. Its memory goes when the worker rests. */
  async #use(model: TextModel): Promise<void> {
    if (!this.#connection) return;
    const { analyser, decoder, graphics } = model;
    const guarded = new FallbackAnalyser({
      first: analyser,
      second: this.#deps.rules,
      nowMillis: this.#deps.clock.millis,
      onDegraded: (degraded) => {
        // What was replaced says nothing any more.
        if (this.#model?.analyser !== analyser) return;
        this.#tell(degraded ? this.#rules({ problem: 'model_failing', ...(graphics && { graphics }) }) : this.#ready);
      },
    });
    const next = this.#deps.makeIntelligence(this.#connection.cache, guarded, decoder);
    await this.#connected.swap(next);
    this.#model = model;
    this.#ready = readyOf(model, next.model);
    this.#tell(this.#timed(this.#ready));
    void next.clearExpiredCache();
  }

  /** What was learnt and set is part of the model's name. */
  #renamed(): void {
    const { model } = this.#connected.current;
    if (this.#ready.source === 'rules' || this.#ready.model === model) return;
    this.#ready = { ...this.#ready, model };
    if (this.#inUse.source === 'model') this.#tell({ ...this.#inUse, model });
  }

  get #connected(): TunedIntelligence {
    if (!this.#tuned) throw new Error('connect() comes first');
    return this.#tuned;
  }

  #tell(inUse: AnalyserInUse): void {
    this.#inUse = inUse;
    void this.#connection?.report(inUse);
  }

  #timed(inUse: AnalyserInUse): AnalyserInUse {
    const millis = this.#model?.recentMillis?.().at(-1);
    return inUse.source === 'rules' || millis === undefined ? inUse : { ...inUse, millis };
  }

  #rules(more: Pick<AnalyserInUse, 'loading' | 'problem' | 'detail' | 'graphics'> = {}): AnalyserInUse {
    return { source: this.#deps.rules.source, model: this.#deps.rules.model, ...more };
  }
}

function readyOf({ analyser, provider, bytes, note, graphics }: TextModel, model: string): AnalyserInUse {
  return { source: analyser.source, model, provider, bytes, ...(note && { note }), ...(graphics && { graphics }) };
}

/** Passes on whole percents only: a report crosses the worker boundary. */
function inSteps(report: (share: number) => void): (share: number) => void {
  let last = -1;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent === last) return;
    last = percent;
    report(percent / 100);
  };
}
