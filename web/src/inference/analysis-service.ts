import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { CancelSignal, TextAnalyser } from '../../../models/text/types.ts';
import { failed } from '../errors/result.ts';
import type { AnalyserInUse, AnalysisAnswer, AnalysisApi } from './analysis-api.ts';

/** The part of `LeadIntelligence` that the worker calls. */
export interface Intelligence {
  analyseConversation(
    conversation: Conversation,
    options?: { now?: string; signal?: CancelSignal },
  ): Promise<ConversationAnalysis>;
}

export interface AnalysisServiceDeps {
  analyser: TextAnalyser;
  clock: { now(): string; millis(): number };
  makeIntelligence: (cache: AnalysisCache) => Intelligence;
}

/** The worker's side: runs the pipeline and returns results instead of throwing. */
export class AnalysisService implements AnalysisApi {
  readonly #deps: AnalysisServiceDeps;
  readonly #running = new Map<number, { aborted: boolean }>();
  #intelligence: Intelligence | null = null;

  constructor(deps: AnalysisServiceDeps) {
    this.#deps = deps;
  }

  connect(cache: AnalysisCache): Promise<AnalyserInUse> {
    this.#intelligence = this.#deps.makeIntelligence(cache);
    return Promise.resolve(this.#inUse());
  }

  async analyse(id: number, conversation: Conversation, now: string): Promise<AnalysisAnswer> {
    if (!this.#intelligence) return failed('analysis_failed', 'connect() comes first');
    const signal = { aborted: false };
    this.#running.set(id, signal);
    const started = this.#deps.clock.millis();
    try {
      const analysis = await this.#intelligence.analyseConversation(conversation, { now, signal });
      if (signal.aborted) return failed('cancelled');
      return { ok: true, analysis, analyser: this.#inUse(), millis: this.#deps.clock.millis() - started };
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

  #inUse(): AnalyserInUse {
    return { source: this.#deps.analyser.source, model: this.#deps.analyser.model };
  }
}
