import * as v from 'valibot';
import type { ConversionOutcome } from '../../../models/scoring/learn-conversion.ts';

const Thresholds = v.record(v.string(), v.record(v.string(), v.number()));

/** By weekday, 0 = Sunday: open minutes `[from, to)`, or null. */
const OpenHours = v.array(v.nullable(v.tuple([v.number(), v.number()])));

/** A custom model that a person added: its files lie in the account's storage by these hashes. */
const AddedModel = v.object({ name: v.string(), sha256: v.record(v.string(), v.string()) });
export type AddedModel = v.InferOutput<typeof AddedModel>;

/**
 * What a person taught and set over the shipped model. `learned` and `thresholds` are checked by the service that takes
 * them (`adoptLearned`, `updateConfidenceThresholds`).
 */
export const Tuning = v.object({
  learned: v.nullable(v.unknown()),
  thresholds: Thresholds,
  /** Of the memory cache; null leaves the service's own. */
  memoryBytes: v.nullable(v.number()),
  models: v.array(AddedModel),
  /** The hours of one's own in which leads are contacted; absent: the law's alone. */
  hours: v.optional(OpenHours),
});
export type Tuning = v.InferOutput<typeof Tuning> & {
  /** The won and lost leads that conversion is learnt from: not kept here but taken from their records. */
  outcomes?: readonly ConversionOutcome[];
};

export const UNTUNED: Tuning = { learned: null, thresholds: {}, memoryBytes: null, models: [] };

/** Where a worker gets it from, and the files of added models. */
export interface TuningSource {
  load(): Promise<Tuning>;
  file(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
}
