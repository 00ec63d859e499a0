import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import { FallbackAnalyser } from '../../../models/text/fallback-analyser.ts';
import type { CancelSignal, Decoder, TextAnalyser } from '../../../models/text/types.ts';
import { done, failed, type Result } from '../errors/result.ts';
import type {
  AnalyserInUse,
  AnalysisAnswer,
  AnalysisApi,
  GraphicsOffer,
  GraphicsTrial,
  ModelProblem,
  TrialProblem,
} from './analysis-api.ts';
import type { GraphicsVerdict } from './graphics-verdict.ts';
import type { TextModel } from './load-text-model.ts';

/** The part of `LeadIntelligence` that the worker calls. */
export interface Intelligence {
  analyseConversation(
    conversation: Conversation,
    options?: { now?: string; signal?: CancelSignal },
  ): Promise<ConversationAnalysis>;
  clearCache(): void;
}

export interface AnalysisServiceDeps {
  /** What reads until the model is there, and whenever it fails. */
  rules: TextAnalyser;
  clock: { now(): string; millis(): number };
  makeIntelligence: (cache: AnalysisCache, analyser: TextAnalyser, decoder?: Decoder) => Intelligence;
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
  #intelligence: Intelligence | null = null;
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

  connect(cache: AnalysisCache, model: boolean, report: Report): Promise<AnalyserInUse> {
    this.#connection = { cache, report };
    this.#intelligence = this.#deps.makeIntelligence(cache, this.#deps.rules);
    if (model) {
      this.#inUse = this.#rules({ loading: 0 });
      void this.#bringModel();
    }
    return Promise.resolve(this.#inUse);
  }

  async analyse(id: number, conversation: Conversation, now: string): Promise<AnalysisAnswer> {
    if (!this.#intelligence) return failed('analysis_failed', 'connect() comes first');
    const signal = { aborted: false };
    this.#running.set(id, signal);
    const started = this.#deps.clock.millis();
    try {
      const analysis = await this.#intelligence.analyseConversation(conversation, { now, signal });
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

  cancel(id: number): void {
    const signal = this.#running.get(id);
    if (signal) signal.aborted = true;
  }

  forget(): void {
    this.#intelligence?.clearCache();
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
      if (model) this.#use(model);
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
    this.#use(wasm.value);
    return done(null);
  }

  async #bringModel(): Promise<void> {
    for (;;) {
      const model = await this.#deps.loadModel(inSteps((loading) => this.#tell(this.#rules({ loading }))));
      if (model.ok) return this.#use(model.value);
      this.#tell(this.#rules({ problem: model.code, ...(model.detail && { detail: model.detail }) }));
      if (model.code !== 'model_unreachable') return;
      await this.#deps.untilRetry();
    }
  }

  /** What read before is not closed: a conversation may be half read. Its memory goes when the worker rests. */
  #use(model: TextModel): void {
    if (!this.#connection) return;
    const { analyser, decoder, provider, bytes, note, graphics } = model;
    this.#ready = {
      source: analyser.source,
      model: analyser.model,
      provider,
      bytes,
      ...(note && { note }),
      ...(graphics && { graphics }),
    };
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
    this.#model = model;
    this.#intelligence = this.#deps.makeIntelligence(this.#connection.cache, guarded, decoder);
    this.#tell(this.#timed(this.#ready));
  }

  #tell(inUse: AnalyserInUse): void {
    this.#inUse = inUse;
    void this.#connection?.report(inUse);
  }

  #timed(inUse: AnalyserInUse): AnalyserInUse {
    const millis = this.#model?.latestMillis?.();
    return inUse.source === 'rules' || millis === undefined ? inUse : { ...inUse, millis };
  }

  #rules(more: Pick<AnalyserInUse, 'loading' | 'problem' | 'detail' | 'graphics'> = {}): AnalyserInUse {
    return { source: this.#deps.rules.source, model: this.#deps.rules.model, ...more };
  }
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
