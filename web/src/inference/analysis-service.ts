import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import { FallbackAnalyser } from '../../../models/text/fallback-analyser.ts';
import type { CancelSignal, Decoder, TextAnalyser } from '../../../models/text/types.ts';
import { failed, type Result } from '../errors/result.ts';
import type { AnalyserInUse, AnalysisAnswer, AnalysisApi, ModelProblem } from './analysis-api.ts';
import type { TextModel } from './load-text-model.ts';

/** The part of `LeadIntelligence` that the worker calls. */
export interface Intelligence {
  analyseConversation(
    conversation: Conversation,
    options?: { now?: string; signal?: CancelSignal },
  ): Promise<ConversationAnalysis>;
}

export interface AnalysisServiceDeps {
  /** What reads until the model is there, and whenever it fails. */
  rules: TextAnalyser;
  clock: { now(): string; millis(): number };
  makeIntelligence: (cache: AnalysisCache, analyser: TextAnalyser, decoder?: Decoder) => Intelligence;
  loadModel: (onProgress: (share: number) => void) => Promise<Result<TextModel, ModelProblem>>;
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
  #inUse: AnalyserInUse;

  constructor(deps: AnalysisServiceDeps) {
    this.#deps = deps;
    this.#inUse = this.#rules();
  }

  connect(cache: AnalysisCache, model: boolean, report: Report): Promise<AnalyserInUse> {
    this.#intelligence = this.#deps.makeIntelligence(cache, this.#deps.rules);
    if (model) {
      this.#inUse = this.#rules({ loading: 0 });
      void this.#bringModel(cache, report);
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
      const analyser = byRules ? this.#rules() : this.#inUse;
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

  async #bringModel(cache: AnalysisCache, report: Report): Promise<void> {
    const tell = (inUse: AnalyserInUse) => {
      this.#inUse = inUse;
      void report(inUse);
    };
    for (;;) {
      const model = await this.#deps.loadModel(inSteps((loading) => tell(this.#rules({ loading }))));
      if (model.ok) {
        const { analyser, decoder, provider } = model.value;
        const ready: AnalyserInUse = { source: analyser.source, model: analyser.model, provider };
        const guarded = new FallbackAnalyser({
          first: analyser,
          second: this.#deps.rules,
          nowMillis: this.#deps.clock.millis,
          onDegraded: (degraded) => tell(degraded ? this.#rules({ problem: 'model_failing' }) : ready),
        });
        this.#intelligence = this.#deps.makeIntelligence(cache, guarded, decoder);
        tell(ready);
        return;
      }
      tell(this.#rules({ problem: model.code }));
      if (model.code !== 'model_unreachable') return;
      await this.#deps.untilRetry();
    }
  }

  #rules(more: Pick<AnalyserInUse, 'loading' | 'problem'> = {}): AnalyserInUse {
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
