import * as v from 'valibot';
import { ACTION_KINDS } from '../actions/types.ts';
import { UNTUNED, weightFactor, type ActionTuning, type Verdicts } from '../actions/action-tuning.ts';
import { contentId } from '../import/fields.ts';
import { AdapterSchema, adapterVersion, type Adapter } from '../text/adapter/adapter.ts';
import {
  parseCorrections,
  type ActionCorrection,
  type Correction,
  type LabelCorrection,
} from '../text/adapter/corrections.ts';
import { parseReference, type Reference } from '../text/adapter/reference.ts';
import { trainAdapter, type HeadResult, type TrainingRow } from '../text/adapter/train-adapter.ts';
import type { Head } from '../text/labels.ts';
import type { Decoder, RawAnalysis, TextInput } from '../text/types.ts';
import { refuse, type ServiceRefusal } from './service-refusal.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const LearnedSchema = v.object({
  adapter: v.nullable(AdapterSchema),
  verdicts: v.record(v.picklist(ACTION_KINDS), v.object({ accepted: count, dismissed: count })),
});
/** Everything that corrections taught; plain JSON, to be stored on the device or synced. */
export interface Learned {
  adapter: Adapter | null;
  verdicts: ActionTuning['verdicts'];
}
const NOTHING: Learned = { adapter: null, verdicts: {} };

/** What agents' verdicts on a kind of action come to. */
export interface ActionResult extends Verdicts {
  action: string;
  /** On the kind's weight, 0.75 to 1.25. */
  factor: number;
}

export type Retrained =
  | {
      ok: true;
      heads: readonly HeadResult[];
      actions: readonly ActionResult[];
      /** Corrections left out: of messages that the model does not read (another language, a carrier keyword). */
      unused: number;
      /** Of the adapter in use; null when there is none. */
      version: string | null;
    }
  | ServiceRefusal;

export interface LearningDeps {
  /** What reads texts: an adapter fits one model only. */
  model: string;
  decoder: Decoder;
  /** Raw analyses of messages, from the cache where it holds them. */
  read: (inputs: readonly TextInput[]) => Promise<RawAnalysis[]>;
  /** The bytes of the model's `reference.bin`, fetched when they are first needed. */
  reference?: (() => Promise<Uint8Array>) | undefined;
}

/** What was learnt from corrections, over the shipped weights; each retraining is undone in one step. */
export class Learning {
  readonly #deps: LearningDeps;
  readonly #before: Learned[] = [];
  #now: Learned = NOTHING;
  #version: string | null = null;
  #reference: Promise<{ ok: true; reference: Reference } | ServiceRefusal> | null = null;

  constructor(deps: LearningDeps) {
    this.#deps = deps;
  }

  /** The adapter in use; null when there is none, or none for this model. */
  get adapter(): Adapter | null {
    return this.mismatch ? null : this.#now.adapter;
  }

  /** An adapter is there that belongs to another model: it is not applied. */
  get mismatch(): boolean {
    return this.#now.adapter !== null && this.#now.adapter.model !== this.#deps.model;
  }

  get version(): string | null {
    return this.#version;
  }

  get verdicts(): ActionTuning['verdicts'] {
    return this.#now.verdicts;
  }

  /**
   * Learns anew from these corrections and nothing else, starting at the shipped weights: pass all that stand. Corrections
   * that are wrong in form are refused whole and change nothing. Of two on the same message and head the later holds.
   */
  async retrain(corrections: readonly Correction[]): Promise<Retrained> {
    const parsed = parseCorrections(corrections);
    if (!parsed.ok) return refuse('corrections_invalid', parsed.reason);
    const labels = parsed.corrections.filter((one) => one.kind === 'label');
    const verdicts = verdictsOf(parsed.corrections.filter((one) => one.kind === 'action'));
    const trained = labels.length ? await this.#train(labels) : { ok: true as const, ...NOTHING_TRAINED };
    if (!trained.ok) return trained;
    this.#become({ adapter: trained.adapter, verdicts });
    const actions = Object.entries(verdicts).map(([action, counts]) => ({
      action,
      ...counts,
      factor: weightFactor(counts),
    }));
    return { ok: true, heads: trained.heads, actions, unused: trained.unused, version: this.version };
  }

  /** Back to what was before the latest change; false when there is nothing to undo. */
  undo(): boolean {
    const before = this.#before.pop();
    if (!before) return false;
    this.#use(before);
    return true;
  }

  get learned(): Learned {
    return this.#now;
  }

  /** Takes what was stored, or learnt by the team's server. What is damaged or of another model is refused. */
  adopt(value: unknown): { ok: true; version: string | null } | ServiceRefusal {
    const parsed = v.safeParse(LearnedSchema, value);
    if (!parsed.success) return refuse('learned_invalid', `${v.getDotPath(parsed.issues[0]) ?? 'learned'} is damaged`);
    const { adapter, verdicts } = parsed.output;
    if (adapter && adapter.model !== this.#deps.model) {
      return refuse('learned_mismatch', `learnt over ${adapter.model}; ${this.#deps.model} reads here: retrain`);
    }
    this.#become({ adapter, verdicts });
    return { ok: true, version: this.version };
  }

  /** The reference of the model in use. A failed fetch is tried again at the next call. */
  async reference(): Promise<{ ok: true; reference: Reference } | ServiceRefusal> {
    this.#reference ??= this.#fetchReference();
    const found = await this.#reference;
    if (!found.ok) this.#reference = null;
    return found;
  }

  #become(next: Learned): void {
    this.#before.push(this.#now);
    this.#use(next);
  }

  #use(learned: Learned): void {
    this.#now = learned;
    this.#version = this.adapter && adapterVersion(this.adapter);
  }

  async #fetchReference(): Promise<{ ok: true; reference: Reference } | ServiceRefusal> {
    const { reference, model } = this.#deps;
    if (!reference)
      return refuse('no_reference', 'the model’s reference is not given: nothing can be measured against');
    let bytes: Uint8Array;
    try {
      bytes = await reference();
    } catch {
      return refuse('no_reference', 'the model’s reference could not be fetched: try again');
    }
    const parsed = parseReference(bytes);
    if (!parsed.ok) return refuse('reference_invalid', parsed.reason);
    if (parsed.reference.model === model) return parsed;
    return refuse('reference_mismatch', `the reference is of ${parsed.reference.model}; ${model} reads here`);
  }

  async #train(labels: readonly LabelCorrection[]) {
    const raws = await this.#rawsOf(labels);
    const usable = raws.some((raw) => raw.embedding && raw.source === 'model');
    if (!usable) return refuse('no_embeddings', 'the rules read these messages: only a text model learns');
    const wrong = raws.find((raw) => raw.embedding && raw.model !== this.#deps.model);
    if (wrong)
      return refuse('corrections_invalid', `a raw analysis is of ${wrong.model}; ${this.#deps.model} reads here`);
    const found = await this.reference();
    if (!found.ok) return found;
    const length = found.reference.rows[0]!.raw.embedding!.length;
    if (raws.some(({ embedding }) => embedding && embedding.length !== length)) {
      return refuse('corrections_invalid', `an embedding has not ${length} numbers`);
    }
    const { rows, unused } = rowsByHead(labels, raws);
    return { ok: true as const, unused, ...trainAdapter(rows, found.reference, this.#deps.decoder) };
  }

  async #rawsOf(labels: readonly LabelCorrection[]): Promise<RawAnalysis[]> {
    const inputs = labels.flatMap(({ of }) => ('text' in of ? [of] : []));
    const read = await this.#deps.read(inputs);
    let next = 0;
    return labels.map(({ of }) => ('text' in of ? read[next++]! : of));
  }
}

const NOTHING_TRAINED = { adapter: null, heads: [], unused: 0 };

function verdictsOf(corrections: readonly ActionCorrection[]): ActionTuning['verdicts'] {
  const verdicts: ActionTuning['verdicts'] = { ...UNTUNED.verdicts };
  for (const { action, accepted } of corrections) {
    const counts = (verdicts[action] ??= { accepted: 0, dismissed: 0 });
    if (accepted) counts.accepted += 1;
    else counts.dismissed += 1;
  }
  return verdicts;
}

/** Rows in an order of their content: the same set of corrections teaches the same in any order. */
function rowsByHead(
  labels: readonly LabelCorrection[],
  raws: readonly RawAnalysis[],
): { rows: Partial<Record<Head, TrainingRow[]>>; unused: number } {
  const latest = new Map<string, { head: Head; row: TrainingRow }>();
  let unused = 0;
  labels.forEach(({ head, gold }, at) => {
    const raw = raws[at]!;
    if (!raw.embedding) unused += 1;
    else latest.set(contentId(JSON.stringify([head, raw.embedding])), { head, row: { raw, gold } });
  });
  const rows: Partial<Record<Head, TrainingRow[]>> = {};
  for (const [, { head, row }] of [...latest].sort(([a], [b]) => (a < b ? -1 : 1))) (rows[head] ??= []).push(row);
  return { rows, unused };
}
