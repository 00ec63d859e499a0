import { isOpenWeek, withOwnHours } from '../actions/guards/own-hours.ts';
import type { OpenWeek, QuietHoursTable } from '../actions/guards/quiet-hours-table.ts';
import type { Action } from '../actions/types.ts';
import type { Conversation } from '../conversation.ts';
import { CustomModels, type CustomTexts, type ModelFailure, type Registered } from '../custom/custom-models.ts';
import type { CustomModelInfo, ModelRegistration } from '../custom/types.ts';
import { PRIOR, type ConversionFeatures, type ConversionModel } from '../scoring/conversion.ts';
import { conversionSnapshot } from '../scoring/conversion-snapshot.ts';
import { learnConversion, type ConversionOutcome } from '../scoring/learn-conversion.ts';
import type { Health } from '../scoring/types.ts';
import type { Correction } from '../text/adapter/corrections.ts';
import { analyseRaw } from '../text/analyse-text.ts';
import { decode, RULE_DECODER } from '../text/decode.ts';
import type { DriftReport } from '../text/drift/drift-report.ts';
import { ruleAnalyser } from '../text/rules/rule-analyser.ts';
import type { CancelSignal, TextAnalyser, TextAnalysis, TextInput } from '../text/types.ts';
import { analyseConversation, textInputs } from './analyse-conversation.ts';
import type { AnalyseOptions } from './analyse-options.ts';
import { classifyByCustom, withCustomModels } from './custom-judgement.ts';
import { DebugLog, type DebugArea } from './debug-log.ts';
import {
  adapterHealth,
  cacheHealth,
  handlersHealth,
  healthOf,
  modelHealth,
  type ServiceHealth,
} from './health-check.ts';
import {
  InsightHandlers,
  type HandlerFailure,
  type HandlerRegistered,
  type InsightHandler,
  type IsolatedHandler,
} from './insight-handlers.ts';
import type { LeadIntelligenceDeps } from './lead-intelligence-deps.ts';
import { Learning, type Learned, type Retrained } from './learning.ts';
import { StageTimer, untimed, type StageTime, type Timed } from './profile.ts';
import { replay, type ReplayPoint } from './replay.ts';
import { refuse, type ServiceRefusal } from './service-refusal.ts';
import { TextAnalyses, type CacheStats } from './text-analyses.ts';
import { TextReader } from './text-reader.ts';
import { Thresholds, type ThresholdsChanged, type ThresholdUpdate } from './thresholds.ts';
import { forgetFacts } from './lead-state.ts';
import type { ConversationAnalysis, Insight } from './types.ts';

/** Results of each kind of registered model kept in memory. */
const CUSTOM_ENTRIES = 5000;
const MEMORY_BYTES = 24 * 1024 * 1024;
const TTL_MILLIS = 30 * 86_400_000;

/** The service over the pipeline: caching, fallback, batches and custom insights. All I/O is injected. */
export class LeadIntelligence {
  readonly #deps: LeadIntelligenceDeps;
  readonly #analyser: TextAnalyser;
  readonly #texts: TextAnalyses;
  readonly #reader: TextReader;
  readonly #handlers: InsightHandlers;
  readonly #models: CustomModels;
  readonly #learning: Learning;
  readonly #thresholds = new Thresholds();
  readonly #log: DebugLog;
  #timed: Timed = untimed;
  #conversion: ConversionModel;
  #hours: QuietHoursTable | undefined;

  constructor(deps: LeadIntelligenceDeps) {
    const nowMillis = () => deps.clock.millis();
    const { cache, hash, memoryBytes = MEMORY_BYTES, ttlMillis = TTL_MILLIS } = deps;
    this.#deps = deps;
    this.#conversion = deps.conversion ?? PRIOR;
    this.#analyser = deps.analyser ?? ruleAnalyser;
    this.#log = new DebugLog(deps.log);
    const [analyser, decoder] = [this.#analyser, deps.decoder ?? RULE_DECODER];
    this.#texts = new TextAnalyses({ analyser, cache, hash, nowMillis, memoryBytes, ttlMillis, log: this.#log });
    this.#handlers = new InsightHandlers(deps.handlerRunner, nowMillis, this.#log);
    this.#models = new CustomModels({ openModel: deps.openModel, hash, nowMillis, memoryEntries: CUSTOM_ENTRIES });
    this.#learning = new Learning({
      model: analyser.model,
      decoder,
      reference: deps.reference,
      read: (inputs) => this.#reader.readCorrected(inputs),
    });
    const [texts, learning, thresholds] = [this.#texts, this.#learning, this.#thresholds];
    this.#reader = new TextReader({ analyser, decoder, texts, learning, thresholds });
  }

  /** What analyses texts at present, e.g. `rules@1`; with what was learnt and set over it, e.g. `leadlight-text@2+a.1f…`. */
  get model(): string {
    return this.#reader.model;
  }

  /** Everything about a conversation. Throws `Cancelled` when the signal is aborted. */
  async analyseConversation(conversation: Conversation, options: AnalyseOptions = {}): Promise<ConversationAnalysis> {
    const started = this.#deps.clock.millis();
    const now = options.now ?? this.#deps.clock.now();
    const items = textInputs(conversation, now);
    const timed = this.#timed;
    const texts = await timed('text', () => this.#reader.readById(items, options));
    const { insights: leastInsight, actions: least } = this.#thresholds.set;
    const tuning = { verdicts: this.#learning.verdicts, least, hours: this.#hours };
    const pipeline = { conversion: this.#conversion, tuning, leastInsight, timed };
    const { analysis, state } = analyseConversation({ conversation, texts, now }, pipeline);
    const judged = await withCustomModels(this.#models, analysis, items, options.signal);
    const found = await timed('insights', () => this.#handlers.findings(state, judged, this.model));
    const custom = found.filter(({ kind, confidence }) => confidence >= (leastInsight[kind] ?? 0));
    const elapsed = this.#deps.clock.millis() - started;
    const insights = [...judged.insights, ...custom]
      .sort((a, b) => b.priorityScore - a.priorityScore)
      .map((insight) => ({ ...insight, processingMs: elapsed }));
    return { ...judged, insights };
  }

  /** The strongest insight of a conversation, or null when there is not enough to tell. */
  async analyzeLeadRealtime(
    leadId: string,
    conversation: Conversation,
    options?: AnalyseOptions,
  ): Promise<Insight | null> {
    const analysis = await this.analyseConversation({ ...conversation, leadId }, options);
    return analysis.insights[0] ?? null;
  }

  async assessLeadHealth(leadId: string, history?: Conversation, options?: AnalyseOptions): Promise<Health> {
    return (await this.#ofLead(leadId, history, options)).health;
  }

  async getNextBestActions(
    leadId: string,
    history?: Conversation,
    options?: AnalyseOptions,
  ): Promise<readonly Action[]> {
    return (await this.#ofLead(leadId, history, options)).actions;
  }

  /** Many conversations, in order; `onProgress` after each. Stops with `Cancelled` between two of them. */
  async analyzeBatch(
    conversations: readonly Conversation[],
    options: AnalyseOptions & { onProgress?: (done: number, total: number) => void } = {},
  ): Promise<ConversationAnalysis[]> {
    const out: ConversationAnalysis[] = [];
    for (const conversation of conversations) {
      out.push(await this.analyseConversation(conversation, options));
      options.onProgress?.(out.length, conversations.length);
    }
    return out;
  }

  /** Learns conversion from all of a team's outcomes, in place of what was learnt before; the model is plain JSON. */
  learnConversion(outcomes: readonly ConversionOutcome[]): ConversionModel {
    this.#conversion = learnConversion(outcomes);
    return this.#conversion;
  }

  get conversionModel(): ConversionModel {
    return this.#conversion;
  }

  /** The features of a lead as they stand now, to be kept until its outcome is known; null with too little said. */
  async conversionSnapshot(
    conversation: Conversation,
    options: AnalyseOptions = {},
  ): Promise<ConversionFeatures | null> {
    const now = options.now ?? this.#deps.clock.now();
    const texts = await this.#reader.readById(textInputs(conversation, now), options);
    return conversionSnapshot({ conversation, texts, now });
  }

  /** What stood after each of the newest messages; reads what is in the caches. */
  async replay(conversation: Conversation, options: AnalyseOptions = {}): Promise<ReplayPoint[]> {
    const now = options.now ?? this.#deps.clock.now();
    const texts = await this.#reader.readById(textInputs(conversation, now), options);
    return replay({ conversation, texts, now });
  }

  /** Text analyses in the order of the inputs, from the caches where they hold them. */
  analyseTexts(
    inputs: readonly TextInput[],
    options: Pick<AnalyseOptions, 'signal' | 'keep'> = {},
  ): Promise<TextAnalysis[]> {
    return this.#reader.read(inputs, options);
  }

  /** Text analyses by the rule twin, uncached. */
  async analyzeWithRules(inputs: readonly TextInput[]): Promise<TextAnalysis[]> {
    return (await analyseRaw(ruleAnalyser, inputs)).map((raw) => decode(raw, RULE_DECODER));
  }

  /**
   * Adds a kind of insight. A function is trusted code and runs here; a module's `{ url }` runs in a worker of its own and
   * is ended at its time limit. A handler that fails is reported by `handlerFailures` and left out of the result.
   */
  registerInsightHandler(kind: string, handler: InsightHandler | IsolatedHandler): HandlerRegistered {
    return this.#handlers.register(kind, handler);
  }

  unregisterInsightHandler(kind: string): boolean {
    return this.#handlers.unregister(kind);
  }

  get handlerFailures(): readonly HandlerFailure[] {
    return this.#handlers.failures;
  }

  /**
   * Adds a model in the Hugging Face layout, a text classifier or a tabular one (docs/custom-models.md). Its output
   * appears as a further signal (`messages[].custom`, `customSignals`) and changes nothing else. A model that is broken
   * or does not fit is refused with a stable `code` and the reason.
   */
  registerModel(registration: ModelRegistration): Promise<Registered> {
    return this.#models.register(registration);
  }

  /** Removes a registered model and frees its memory; false when there is none of the name. */
  unregisterModel(name: string): Promise<boolean> {
    return this.#models.unregister(name);
  }

  get registeredModels(): readonly CustomModelInfo[] {
    return this.#models.list;
  }

  /** The latest runs of registered models that failed; their output is left out of the result. */
  get modelFailures(): readonly ModelFailure[] {
    return this.#models.failures;
  }

  /** What the registered text classifiers say of texts, in order; `analyses` are those of the same texts. */
  classifyByRegistered(
    inputs: readonly TextInput[],
    analyses: readonly TextAnalysis[],
    signal?: CancelSignal,
  ): Promise<CustomTexts[]> {
    return classifyByCustom(this.#models, inputs, analyses, signal);
  }

  /**
   * Learns from all the corrections that stand, starting at the shipped weights; see `docs/embedding.md`. A change of a head
   * is kept when it helps on corrections that it had not seen and forgets nothing on the model's reference.
   */
  async retrain(corrections: readonly Correction[]): Promise<Retrained> {
    const retrained = await this.#learning.retrain(corrections);
    const data = retrained.ok ? { kept: retrained.heads.filter(({ kept }) => kept).length } : { code: retrained.code };
    this.#log.say('learning', retrained.ok ? 'retrained' : 'refused', { corrections: corrections.length, ...data });
    return retrained;
  }

  /** Undoes the latest `retrain` or `adoptLearned`; false when there is none. */
  undoRetrain(): boolean {
    return this.#learning.undo();
  }

  /** What corrections taught, as plain JSON to be stored or synced. */
  get learned(): Learned {
    return this.#learning.learned;
  }

  /** Takes what was stored as `learned`; refused when it is damaged or was learnt over another model. */
  adoptLearned(learned: unknown): { ok: true; version: string | null } | ServiceRefusal {
    return this.#learning.adopt(learned);
  }

  /** Changes thresholds by name; wrong input is refused whole. Needs no new inference. */
  updateConfidenceThresholds(update: ThresholdUpdate): ThresholdsChanged {
    const changed = this.#thresholds.update(update, this.#handlers.kinds);
    this.#log.say('thresholds', changed.ok ? 'changed' : 'refused', {});
    return changed;
  }

  /** Undoes the latest change of thresholds; false when there is none. */
  revertConfidenceThresholds(): boolean {
    return this.#thresholds.revert();
  }

  /**
   * How far the latest thousand messages are from those that the model was measured on, and what to do. `corrected`: the
   * messages whose corrections stand, where that changed since the latest `retrain`.
   */
  driftReport(corrected?: readonly TextInput[]): Promise<DriftReport | ServiceRefusal> {
    return this.#reader.driftReport(corrected);
  }

  getCacheStats(): CacheStats {
    return this.#texts.stats;
  }

  /** Narrows the hours in which actions are due to the team's or agent's own; null: the law's alone. */
  setOpenHours(own: OpenWeek | null): { ok: true } | ServiceRefusal {
    if (own && !isOpenWeek(own))
      return refuse('hours_invalid', 'own hours are seven days of [from, to) minutes or null, at least one open');
    this.#hours = own ? withOwnHours(own) : undefined;
    return { ok: true };
  }

  /** Bounds the memory cache to so many estimated bytes; what no longer fits goes at once. */
  setMemoryBudget(bytes: number): { ok: true } | ServiceRefusal {
    if (!(bytes >= 0 && Number.isFinite(bytes)))
      return refuse('budget_invalid', 'a budget is a number of bytes from 0');
    this.#texts.setBudget(bytes);
    return { ok: true };
  }

  /** Drops what is older than the time to live, in memory and in the store; how many. */
  clearExpiredCache(): Promise<number> {
    return this.#texts.clearExpired();
  }

  /** Drops the memory level and the facts that were read (lock, erasure); the store's own entries stay. */
  clearCache(): void {
    forgetFacts();
    this.#texts.clear();
    this.#models.clearCache();
  }

  /** Runs `work` and adds up the time of each stage of every analysis that runs meanwhile. */
  async profile<T>(work: (intelligence: this) => Promise<T>): Promise<{ result: T; stages: readonly StageTime[] }> {
    const timer = new StageTimer(() => this.#deps.clock.millis());
    const before = this.#timed;
    this.#timed = timer.timed;
    try {
      return { result: await work(this), stages: timer.table };
    } finally {
      this.#timed = before;
    }
  }

  /** The areas that the injected log hears of; none switches it off. */
  setDebugAreas(areas: readonly DebugArea[]): void {
    this.#log.switchTo(areas);
  }

  /** Tries the model on a made-up message and says what is degraded, and why. */
  async healthCheck(): Promise<ServiceHealth> {
    return healthOf({
      model: await modelHealth(this.#analyser),
      cache: cacheHealth(this.#texts.storeFailed),
      handlers: handlersHealth(this.#handlers.failing),
      adapter: adapterHealth(this.#learning.mismatch),
    });
  }

  async #ofLead(
    leadId: string,
    history: Conversation | undefined,
    options?: AnalyseOptions,
  ): Promise<ConversationAnalysis> {
    const conversation = history ?? (await this.#deps.conversationOf?.(leadId));
    return this.analyseConversation(conversation ?? { id: leadId, leadId, messages: [] }, options);
  }
}
