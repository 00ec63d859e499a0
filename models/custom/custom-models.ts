import { Lru } from '../insight/lru.ts';
import type { ConversationAnalysis } from '../insight/types.ts';
import { Breaker } from '../text/breaker.ts';
import type { CancelSignal, Language } from '../text/types.ts';
import type { CustomModel, OpenModel, TabularCustomModel, TextCustomModel } from './custom-model.ts';
import { refused, wordsOf, type Refusal } from './refusal.ts';
import type { CustomModelInfo, CustomSignal, CustomValues, ModelRegistration } from './types.ts';

export interface CustomModelsDeps {
  /** Without it every registration is refused. */
  openModel?: OpenModel | undefined;
  /** Turns cache material into a key that says nothing of the words; identity when absent. */
  hash?: ((material: string) => Promise<string>) | undefined;
  /** Milliseconds on any steady clock. */
  nowMillis: () => number;
  /** Results of text classifiers kept in memory. */
  memoryEntries: number;
}

export type Registered = { ok: true; model: CustomModelInfo } | Refusal;

/** A run of a registered model that failed; its output is left out. */
export interface ModelFailure {
  model: string;
  message: string;
}

/** What the registered classifiers say of a text, by model; undefined when none said anything. */
export type CustomTexts = Readonly<Record<string, CustomValues>> | undefined;

interface Entry {
  info: CustomModelInfo;
  model: CustomModel;
  breaker: Breaker;
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 64;
/** Failures remembered, the latest. */
const FAILURES = 100;

/** The registered models, and what they say. A model that fails is reported and left out; five failures pause it. */
export class CustomModels {
  readonly #deps: CustomModelsDeps;
  readonly #memory: Lru<CustomValues>;
  readonly #entries = new Map<string, Entry>();
  /** Names whose models are being opened. */
  readonly #opening = new Set<string>();
  readonly #failures: ModelFailure[] = [];

  constructor(deps: CustomModelsDeps) {
    this.#deps = deps;
    this.#memory = new Lru(deps.memoryEntries);
  }

  get list(): readonly CustomModelInfo[] {
    return [...this.#entries.values()].map(({ info }) => info);
  }

  get failures(): readonly ModelFailure[] {
    return this.#failures;
  }

  /** Adds a model, or refuses it with the reason; see `open-custom-model.ts`. */
  async register(registration: ModelRegistration): Promise<Registered> {
    const { name } = registration;
    const { openModel } = this.#deps;
    if (!openModel) return refused('no_runtime', 'nothing is here to run a model with');
    if (!NAME.test(name) || name.length > LONGEST_NAME) {
      return refused('name_invalid', `a name is kebab-case (my-model) of at most ${LONGEST_NAME} characters`);
    }
    if (this.#entries.has(name) || this.#opening.has(name)) {
      return refused('name_taken', `there is a model of the name ${name} already`);
    }
    this.#opening.add(name);
    try {
      const opened = await openModel(registration);
      if (!opened.ok) return opened;
      const { model, version } = opened;
      const info = { name, head: model.head, labels: model.labels, version };
      this.#entries.set(name, { info, model, breaker: new Breaker(this.#deps.nowMillis) });
      return { ok: true, model: info };
    } finally {
      this.#opening.delete(name);
    }
  }

  /** Removes a model and frees its memory; false when there is none of the name. */
  async unregister(name: string): Promise<boolean> {
    const entry = this.#entries.get(name);
    if (!entry) return false;
    this.#entries.delete(name);
    await entry.model.close();
    return true;
  }

  /** What the text classifiers say of each text, in order. What is not English is read by none (design ruling 19). */
  async ofTexts(texts: readonly { text: string; language: Language }[], signal?: CancelSignal): Promise<CustomTexts[]> {
    const out: CustomTexts[] = [];
    for (const { text, language } of texts) {
      const said: [string, CustomValues][] = [];
      for (const entry of language === 'en' ? this.#entries.values() : []) {
        if (signal?.aborted) return texts.map(() => undefined);
        const values = entry.model.head === 'text' ? await this.#ofText(entry, entry.model, text) : null;
        if (values) said.push([entry.info.name, values]);
      }
      out.push(said.length > 0 ? Object.fromEntries(said) : undefined);
    }
    return out;
  }

  /** What the models say of a conversation: each classifier of the newest message that it read, each tabular one of all. */
  async ofConversation(analysis: ConversationAnalysis, signal?: CancelSignal): Promise<CustomSignal[]> {
    const out: CustomSignal[] = [];
    for (const entry of [...this.#entries.values()]) {
      if (signal?.aborted) return [];
      const { name: model, head, version } = entry.info;
      // A model may be called `constructor`.
      const newest = analysis.messages.findLast(({ custom }) => custom && Object.hasOwn(custom, model));
      if (newest) out.push({ model, head, version, messageId: newest.id, values: newest.custom![model]! });
      const values = entry.model.head === 'tabular' ? await this.#ofAnalysis(entry, entry.model, analysis) : null;
      if (values) out.push({ model, head, version, values });
    }
    return out;
  }

  clearCache(): void {
    this.#memory.clear();
  }

  async #ofText(entry: Entry, model: TextCustomModel, text: string): Promise<CustomValues | null> {
    const material = JSON.stringify(['custom', entry.info.version, text]);
    const key = (await this.#deps.hash?.(material)) ?? material;
    const known = this.#memory.get(key);
    if (known) return known;
    const values = await this.#attempt(entry, () => model.read(text));
    if (values) this.#memory.set(key, values);
    return values;
  }

  #ofAnalysis(entry: Entry, model: TabularCustomModel, analysis: ConversationAnalysis): Promise<CustomValues | null> {
    return this.#attempt(entry, () => model.read(analysis));
  }

  async #attempt(entry: Entry, work: () => Promise<CustomValues | null>): Promise<CustomValues | null> {
    if (entry.breaker.open) return null;
    try {
      const values = await work();
      entry.breaker.succeeded();
      return values;
    } catch (error) {
      // One that was unregistered meanwhile has not failed.
      if (this.#entries.get(entry.info.name) !== entry) return null;
      entry.breaker.failed();
      this.#failures.push({ model: entry.info.name, message: wordsOf(error) });
      if (this.#failures.length > FAILURES) this.#failures.shift();
      return null;
    }
  }
}
