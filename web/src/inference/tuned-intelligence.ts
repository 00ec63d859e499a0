import type { Registered } from '../../../models/custom/custom-models.ts';
import { readSums } from '../../../models/custom/read-sums.ts';
import type { CustomModelInfo, ModelFolder } from '../../../models/custom/types.ts';
import type { ActionCorrection, Correction } from '../../../models/text/adapter/corrections.ts';
import type { Conversation } from '../../../models/conversation.ts';
import { textInputs } from '../../../models/insight/analyse-conversation.ts';
import type { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import type { Learned, Retrained } from '../../../models/insight/learning.ts';
import type { ServiceRefusal } from '../../../models/insight/service-refusal.ts';
import type { ThresholdUpdate } from '../../../models/insight/thresholds.ts';
import type { DriftReport } from '../../../models/text/drift/drift-report.ts';
import type { Head } from '../../../models/text/labels.ts';
import type { TextInput } from '../../../models/text/types.ts';
import { UNTUNED, type AddedModel, type Tuning } from './tuning.ts';

/** A custom model as it stands: one that could not be opened here is named with the reason. */
export type CustomState =
  { kind: 'ready'; info: CustomModelInfo } | { kind: 'failed'; name: string; code: string; reason: string };

/** The corrections of one conversation's messages; `now` is ISO 8601. */
export interface CorrectedConversation {
  conversation: Conversation;
  now: string;
  labels: readonly { messageId: string; head: Head; gold: readonly string[] }[];
}

export type RetrainAnswer = { retrained: Retrained; learned: Learned };
export type AddAnswer = Registered & { sha256?: AddedModel['sha256'] };
export type FileReader = (sha256: string) => Promise<Uint8Array | null>;

const NOTHING_LEARNED: Learned = { adapter: null, verdicts: {} };

/**
 * The service in use with what a person taught and set over it: carried over whenever another model takes its place. One
 * change at a time; analyses go on meanwhile.
 */
export class TunedIntelligence {
  readonly #file: FileReader;
  #current: LeadIntelligence;
  #tuning: Tuning = UNTUNED;
  #failed = new Map<string, CustomState & { kind: 'failed' }>();
  /** What was learnt is not used, and why. */
  #learnedProblem: string | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /** `file` reads a file of an added model from the account's storage. */
  constructor(first: LeadIntelligence, file: FileReader) {
    this.#current = first;
    this.#file = file;
  }

  get current(): LeadIntelligence {
    return this.#current;
  }

  get learnedProblem(): string | null {
    return this.#learnedProblem;
  }

  get custom(): readonly CustomState[] {
    const ready = this.#current.registeredModels.map((info): CustomState => ({ kind: 'ready', info }));
    return [...ready, ...this.#failed.values()];
  }

  /** Puts another service in the place of the one in use, once all that was taught, set and added is over it. */
  swap(next: LeadIntelligence): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#current;
      this.#applySettings(next, this.#tuning);
      await this.#register(next, this.#tuning.models);
      this.#current = next;
      // An analysis that still runs on it loses the custom models' words, not its own.
      for (const { name } of before.registeredModels) await before.unregisterModel(name);
    });
  }

  /**
   * Takes over a tuning; one with wrong thresholds is refused whole, equal parts are left alone. Added models are opened at
   * the next swap where `openNow` is false.
   */
  tune(tuning: Tuning, openNow = true): Promise<{ ok: true } | ServiceRefusal> {
    return this.#inTurn(async () => {
      const refused = this.#applySettings(this.#current, tuning, this.#tuning);
      if (refused) return refused;
      this.#tuning = tuning;
      if (openNow) await this.#sync(tuning.models);
      return { ok: true };
    });
  }

  /** Opens the added models that are not open yet. */
  openModels(): Promise<void> {
    return this.#inTurn(() => this.#sync(this.#tuning.models));
  }

  /** Adds a model from chosen files by path, among them `SHA256SUMS`; `sha256` names those that it is made of. */
  addModel(name: string, folder: ModelFolder): Promise<AddAnswer> {
    return this.#inTurn(async () => {
      const sums = await readSums(folder, { decodeText: (bytes) => new TextDecoder().decode(bytes) });
      if (!sums.ok) return sums;
      const read = new Set<string>();
      const recording: ModelFolder = { read: (path) => (read.add(path), folder.read(path)) };
      const registered = await this.#current.registerModel({ name, folder: recording, sha256: sums.sha256 });
      if (!registered.ok) return registered;
      const sha256 = Object.fromEntries([...read].map((path) => [path, sums.sha256[path]!]));
      this.#failed.delete(name);
      this.#tuning = { ...this.#tuning, models: [...this.#tuning.models, { name, sha256 }] };
      return { ...registered, sha256 };
    });
  }

  retrain(
    corrected: readonly CorrectedConversation[],
    actions: readonly Omit<ActionCorrection, 'kind'>[],
  ): Promise<RetrainAnswer> {
    return this.#inTurn(async () => {
      const labels = corrected.flatMap(correctionsOf);
      const verdicts = actions.map((verdict): Correction => ({ kind: 'action', ...verdict }));
      const retrained = await this.#current.retrain([...labels, ...verdicts]);
      const { learned } = this.#current;
      if (retrained.ok) {
        this.#tuning = { ...this.#tuning, learned };
        this.#learnedProblem = null;
      }
      return { retrained, learned };
    });
  }

  drift(corrected: readonly CorrectedConversation[]): Promise<DriftReport | ServiceRefusal> {
    const inputs = corrected.flatMap(correctionsOf).flatMap(({ of }) => ('text' in of ? [of as TextInput] : []));
    return this.#current.driftReport(inputs);
  }

  #applySettings(service: LeadIntelligence, tuning: Tuning, before?: Tuning): ServiceRefusal | null {
    if (!before || !equal(tuning.thresholds, before.thresholds)) {
      const refused = setThresholds(service, tuning.thresholds);
      if (refused) {
        setThresholds(service, before?.thresholds ?? {});
        return before ? refused : null;
      }
    }
    if (!before || !equal(tuning.learned, before.learned)) this.#learnedProblem = adopt(service, tuning.learned);
    if (!equal(tuning.outcomes ?? [], before?.outcomes ?? [])) service.learnConversion(tuning.outcomes ?? []);
    if (tuning.memoryBytes !== null) service.setMemoryBudget(tuning.memoryBytes);
    service.setOpenHours(tuning.hours ?? null);
    return null;
  }

  async #sync(models: readonly AddedModel[]): Promise<void> {
    const wanted = new Set(models.map(({ name }) => name));
    for (const { name } of this.#current.registeredModels) {
      if (!wanted.has(name)) await this.#current.unregisterModel(name);
    }
    await this.#register(this.#current, models);
  }

  async #register(service: LeadIntelligence, models: readonly AddedModel[]): Promise<void> {
    const open = new Set(service.registeredModels.map(({ name }) => name));
    this.#failed = new Map();
    for (const { name, sha256 } of models.filter((model) => !open.has(model.name))) {
      const folder: ModelFolder = { read: async (path) => this.#file(sha256[path] ?? '') };
      const registered = await service.registerModel({ name, folder, sha256 });
      if (!registered.ok) this.#failed.set(name, { kind: 'failed', name, ...reasonOf(registered) });
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

const reasonOf = ({ code, reason }: { code: string; reason: string }) => ({ code, reason });
const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** These thresholds and no others. */
function setThresholds(service: LeadIntelligence, thresholds: Tuning['thresholds']): ServiceRefusal | null {
  while (service.revertConfidenceThresholds());
  const changed = service.updateConfidenceThresholds(thresholds as ThresholdUpdate);
  return changed.ok ? null : changed;
}

/** What is damaged or of another model is not used; what it says of actions fits any model. Returns why. */
function adopt(service: LeadIntelligence, learned: unknown): string | null {
  const adopted = service.adoptLearned(learned ?? NOTHING_LEARNED);
  if (adopted.ok) return null;
  const actions = service.adoptLearned({ ...(learned as Learned), adapter: null });
  if (!actions.ok) service.adoptLearned(NOTHING_LEARNED);
  return adopted.reason;
}

/** Messages that are gone teach nothing. */
function correctionsOf({ conversation, now, labels }: CorrectedConversation) {
  const inputs = new Map(textInputs(conversation, now).map(({ id, input }) => [id, input]));
  return labels.flatMap(({ messageId, head, gold }) => {
    const input = inputs.get(messageId);
    return input
      ? [{ kind: 'label' as const, of: { ...input, context: [...input.context] }, head, gold: [...gold] }]
      : [];
  });
}
