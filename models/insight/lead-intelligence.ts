import type { Action } from '../actions/types.ts';
import type { Conversation } from '../conversation.ts';
import { CustomModels, type CustomTexts, type ModelFailure, type Registered } from '../custom/custom-models.ts';
import type { OpenModel } from '../custom/custom-model.ts';
import type { CustomModelInfo, ModelRegistration } from '../custom/types.ts';
import { PRIOR, type ConversionFeatures, type ConversionModel } from '../scoring/conversion.ts';
import { conversionSnapshot } from '../scoring/conversion-snapshot.ts';
import { learnConversion, type ConversionOutcome } from '../scoring/learn-conversion.ts';
import type { Health } from '../scoring/types.ts';
import { analyseRaw } from '../text/analyse-text.ts';
import { cacheMaterial } from '../text/cache-key.ts';
import { decode, RULE_DECODER } from '../text/decode.ts';
import { ruleAnalyser } from '../text/rules/rule-analyser.ts';
import type { CancelSignal, Decoder, RawAnalysis, TextAnalyser, TextAnalysis, TextInput } from '../text/types.ts';
import { analyseConversation, textInputs } from './analyse-conversation.ts';
import type { AnalysisCache } from './cache.ts';
import { insightFrom, type InsightFinding } from './insights.ts';
import { forgetFacts, type LeadState } from './lead-state.ts';
import { Lru } from './lru.ts';
import type { ConversationAnalysis, Insight } from './types.ts';

/** Everything of the outside that the service needs. */
export interface LeadIntelligenceDeps {
  /** The text model; the rule twin when absent. */
  analyser?: TextAnalyser | undefined;
  decoder?: Decoder | undefined;
  /** The second cache level; without it only the memory cache is used. */
  cache?: AnalysisCache | undefined;
  /** Turns cache material into a key that says nothing of the words (an HMAC); identity when absent. */
  hash?: ((material: string) => Promise<string>) | undefined;
  clock: { now(): string; millis(): number };
  /** Finds a stored conversation for the calls that name a lead only. */
  conversationOf?: ((leadId: string) => Promise<Conversation | undefined>) | undefined;
  /** Entries of the memory cache. */
  memoryEntries?: number | undefined;
  conversion?: ConversionModel | undefined;
  /** Opens models that are registered (`openCustomModel` over a runtime); without it `registerModel` refuses. */
  openModel?: OpenModel | undefined;
}

export interface AnalyseOptions {
  /** ISO 8601; the clock's time when absent. */
  now?: string | undefined;
  signal?: CancelSignal | undefined;
}

export interface CacheStats {
  memoryHits: number;
  storeHits: number;
  misses: number;
  entries: number;
  /** Hits over look-ups, 0 to 1; null before the first look-up. */
  hitRate: number | null;
}

/** A custom insight: gets the state and the analysis so far, gives a finding or null. */
export type InsightHandler = (state: LeadState, analysis: ConversationAnalysis) => InsightFinding | null;

const MEMORY_ENTRIES = 5000;

/** The analysis was cancelled through its signal. */
export class Cancelled extends Error {
  readonly code = 'cancelled';
}

/** The service over the pipeline: caching, fallback, batches and custom insights. All I/O is injected. */
export class LeadIntelligence {
  readonly #deps: LeadIntelligenceDeps;
  readonly #memory: Lru<RawAnalysis>;
  readonly #handlers = new Map<string, InsightHandler>();
  readonly #failures: { kind: string; message: string }[] = [];
  readonly #models: CustomModels;
  #conversion: ConversionModel;
  #stats = { memoryHits: 0, storeHits: 0, misses: 0 };

  constructor(deps: LeadIntelligenceDeps) {
    this.#deps = deps;
    this.#conversion = deps.conversion ?? PRIOR;
    const memoryEntries = deps.memoryEntries ?? MEMORY_ENTRIES;
    this.#memory = new Lru(memoryEntries);
    this.#models = new CustomModels({
      openModel: deps.openModel,
      hash: deps.hash,
      nowMillis: () => deps.clock.millis(),
      memoryEntries,
    });
  }

  /** What analyses texts at present, e.g. `rules@1`. */
  get model(): string {
    return (this.#deps.analyser ?? ruleAnalyser).model;
  }

  /** Everything about a conversation. Throws `Cancelled` when the signal is aborted. */
  async analyseConversation(conversation: Conversation, options: AnalyseOptions = {}): Promise<ConversationAnalysis> {
    const started = this.#deps.clock.millis();
    const now = options.now ?? this.#deps.clock.now();
    const items = textInputs(conversation, now);
    const texts = await this.#textsOf(items, options.signal);
    const { analysis, state } = analyseConversation({ conversation, texts, now }, { conversion: this.#conversion });
    const judged = await this.#withCustomModels(analysis, items, options.signal);
    const custom = this.#customInsights(state, judged);
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
    const texts = await this.#textsOf(textInputs(conversation, now), options.signal);
    return conversionSnapshot({ conversation, texts, now });
  }

  /** Text analyses in the order of the inputs, from the caches where they hold them. */
  async analyseTexts(inputs: readonly TextInput[], signal?: CancelSignal): Promise<TextAnalysis[]> {
    const analyser = this.#deps.analyser ?? ruleAnalyser;
    const raws = await this.#raws(analyser, inputs, signal);
    return raws.map((raw) => decode(raw, raw.source === 'model' ? (this.#deps.decoder ?? RULE_DECODER) : RULE_DECODER));
  }

  /** Text analyses by the rule twin, uncached. */
  async analyzeWithRules(inputs: readonly TextInput[]): Promise<TextAnalysis[]> {
    return (await analyseRaw(ruleAnalyser, inputs)).map((raw) => decode(raw, RULE_DECODER));
  }

  /** Adds a kind of insight; a handler that throws is reported by `handlerFailures` and left out of the result. */
  registerInsightHandler(kind: string, handler: InsightHandler): void {
    this.#handlers.set(kind, handler);
  }

  get handlerFailures(): readonly { kind: string; message: string }[] {
    return this.#failures;
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
  async classifyByRegistered(
    inputs: readonly TextInput[],
    analyses: readonly TextAnalysis[],
    signal?: CancelSignal,
  ): Promise<CustomTexts[]> {
    const said = await this.#models.ofTexts(
      inputs.map(({ text }, at) => ({ text, language: analyses[at]!.language })),
      signal,
    );
    if (signal?.aborted) throw new Cancelled('The analysis was cancelled.');
    return said;
  }

  getCacheStats(): CacheStats {
    const { memoryHits, storeHits, misses } = this.#stats;
    const lookups = memoryHits + storeHits + misses;
    return { ...this.#stats, entries: this.#memory.size, hitRate: lookups ? (memoryHits + storeHits) / lookups : null };
  }

  /** Drops the memory level and the facts that were read (lock, erasure); the store's own entries stay. */
  clearCache(): void {
    forgetFacts();
    this.#memory.clear();
    this.#models.clearCache();
    this.#stats = { memoryHits: 0, storeHits: 0, misses: 0 };
  }

  async #ofLead(
    leadId: string,
    history: Conversation | undefined,
    options?: AnalyseOptions,
  ): Promise<ConversationAnalysis> {
    const conversation = history ?? (await this.#deps.conversationOf?.(leadId));
    return this.analyseConversation(conversation ?? { id: leadId, leadId, messages: [] }, options);
  }

  async #textsOf(
    items: readonly { id: string; input: TextInput }[],
    signal?: CancelSignal,
  ): Promise<Map<string, TextAnalysis>> {
    const analyses = await this.analyseTexts(
      items.map((item) => item.input),
      signal,
    );
    return new Map(items.map((item, index) => [item.id, analyses[index]!]));
  }

  async #raws(analyser: TextAnalyser, inputs: readonly TextInput[], signal?: CancelSignal): Promise<RawAnalysis[]> {
    if (signal?.aborted) throw new Cancelled('The analysis was cancelled.');
    const materials = inputs.map((input) => cacheMaterial(input, analyser.model));
    const keys = await Promise.all(materials.map((material) => this.#deps.hash?.(material) ?? material));
    const found = keys.map((key) => this.#memory.get(key));
    this.#stats.memoryHits += found.filter((raw) => raw !== undefined).length;
    await this.#fromStore(keys, found);
    await this.#fromAnalyser(analyser, inputs, keys, found, signal);
    return found as RawAnalysis[];
  }

  async #fromStore(keys: readonly string[], found: (RawAnalysis | undefined)[]): Promise<void> {
    const open = found.flatMap((raw, index) => (raw === undefined ? [index] : []));
    if (open.length === 0 || !this.#deps.cache) return;
    const stored = await this.#deps.cache.get(open.map((index) => keys[index]!));
    open.forEach((index, at) => {
      const raw = stored[at];
      if (!raw) return;
      found[index] = raw;
      this.#memory.set(keys[index]!, raw);
      this.#stats.storeHits += 1;
    });
  }

  async #fromAnalyser(
    analyser: TextAnalyser,
    inputs: readonly TextInput[],
    keys: readonly string[],
    found: (RawAnalysis | undefined)[],
    signal?: CancelSignal,
  ): Promise<void> {
    const open = found.flatMap((raw, index) => (raw === undefined ? [index] : []));
    if (open.length === 0) return;
    this.#stats.misses += open.length;
    const fresh = await analyseRaw(
      analyser,
      open.map((index) => inputs[index]!),
      signal,
    );
    const entries = open.map((index, at) => [keys[index]!, fresh[at]!] as const);
    open.forEach((index, at) => (found[index] = fresh[at]!));
    // An analysis that fell back to the rules is not kept: the model will do better once it runs.
    const kept = entries.filter(([, raw]) => raw.source === analyser.source);
    for (const [key, raw] of kept) this.#memory.set(key, raw);
    if (kept.length) await this.#deps.cache?.set(kept);
  }

  async #withCustomModels(
    analysis: ConversationAnalysis,
    items: readonly { id: string; input: TextInput }[],
    signal?: CancelSignal,
  ): Promise<ConversationAnalysis> {
    if (this.#models.list.length === 0) return analysis;
    const byId = new Map(items.map(({ id, input }) => [id, input]));
    const inputs = analysis.messages.map(({ id }) => byId.get(id)!);
    const said = await this.classifyByRegistered(inputs, analysis.messages, signal);
    const messages = analysis.messages.map((message, at) => (said[at] ? { ...message, custom: said[at] } : message));
    const judged = { ...analysis, messages };
    const customSignals = await this.#models.ofConversation(judged, signal);
    if (signal?.aborted) throw new Cancelled('The analysis was cancelled.');
    return { ...judged, customSignals };
  }

  #customInsights(state: LeadState, analysis: ConversationAnalysis): Insight[] {
    return [...this.#handlers].flatMap(([kind, handler]) => {
      try {
        const finding = handler(state, analysis);
        return finding ? [insightFrom(kind, finding, state, analysis.health, analysis.actions, this.model)] : [];
      } catch (error) {
        this.#failures.push({ kind, message: error instanceof Error ? error.message : String(error) });
        return [];
      }
    });
  }
}
