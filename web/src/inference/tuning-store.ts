import * as v from 'valibot';
import type { Result } from '../errors/result.ts';
import type { Storage, StorageCode } from '../storage/storage-port.ts';
import { storedOutcomes } from './stored-outcomes.ts';
import { Tuning, UNTUNED, type AddedModel, type TuningSource } from './tuning.ts';

/** Steps of thresholds that can be taken back. */
const STEPS = 20;

const Kept = v.object({
  tuning: Tuning,
  /** What was learnt before the latest retraining; null when there is nothing to undo. */
  learnedBefore: v.nullable(v.object({ learned: v.nullable(v.unknown()) })),
  thresholdsBefore: v.array(Tuning.entries.thresholds),
});
export type KeptTuning = v.InferOutput<typeof Kept>;

const NOTHING: KeptTuning = { tuning: UNTUNED, learnedBefore: null, thresholdsBefore: [] };
export const TUNING_VALUE = 'tuning';

/** The tuning of the account on this device, sealed in its storage; gone with it at sign-out. */
export class TuningStore implements TuningSource {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async load(): Promise<Tuning> {
    const [{ tuning }, outcomes] = await Promise.all([this.kept(), storedOutcomes(this.#storage)]);
    return outcomes.length > 0 ? { ...tuning, outcomes } : tuning;
  }

  /** What cannot be read, or is of a version that says other things, counts as nothing: the shipped model reads. */
  async kept(): Promise<KeptTuning> {
    return soundTuning(await this.#storage.getValue<unknown>(TUNING_VALUE).catch(() => null));
  }

  file(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#storage.file(sha256).catch(() => null);
  }

  /** A retraining that came to the same leaves what can be undone. */
  learn(learned: unknown): Promise<Result<KeptTuning, StorageCode>> {
    return this.#change((kept) => {
      const { tuning } = kept;
      if (JSON.stringify(tuning.learned) === JSON.stringify(learned)) return kept;
      return { ...kept, tuning: { ...tuning, learned }, learnedBefore: { learned: tuning.learned } };
    });
  }

  undoLearning(): Promise<Result<KeptTuning, StorageCode>> {
    return this.#change((kept) =>
      kept.learnedBefore
        ? { ...kept, tuning: { ...kept.tuning, learned: kept.learnedBefore.learned }, learnedBefore: null }
        : kept,
    );
  }

  setThresholds(thresholds: Tuning['thresholds']): Promise<Result<KeptTuning, StorageCode>> {
    return this.#change(({ tuning, thresholdsBefore, ...rest }) => ({
      ...rest,
      tuning: { ...tuning, thresholds },
      thresholdsBefore: [...thresholdsBefore, tuning.thresholds].slice(-STEPS),
    }));
  }

  revertThresholds(): Promise<Result<KeptTuning, StorageCode>> {
    return this.#change(({ tuning, thresholdsBefore, ...rest }) => ({
      ...rest,
      tuning: { ...tuning, thresholds: thresholdsBefore.at(-1) ?? tuning.thresholds },
      thresholdsBefore: thresholdsBefore.slice(0, -1),
    }));
  }

  /** Null: the service's own budget. */
  setMemory(memoryBytes: number | null): Promise<Result<KeptTuning, StorageCode>> {
    return this.#change((kept) => ({ ...kept, tuning: { ...kept.tuning, memoryBytes } }));
  }

  /** Null: the law's hours alone. */
  setHours(hours: Tuning['hours'] | null): Promise<Result<KeptTuning, StorageCode>> {
    return this.#change(({ tuning, ...rest }) => {
      const { hours: _, ...others } = tuning;
      return { ...rest, tuning: hours ? { ...others, hours } : others };
    });
  }

  /** Keeps the model's files (by the paths of its `sha256`), then its name. */
  async addModel(model: AddedModel, files: ReadonlyMap<string, Blob>): Promise<Result<KeptTuning, StorageCode>> {
    for (const [path, sha256] of Object.entries(model.sha256)) {
      const blob = files.get(path);
      const put = blob && (await this.#storage.putFile(sha256, new Uint8Array(await blob.arrayBuffer())));
      if (put && !put.ok) return put;
    }
    return this.#change(({ tuning, ...rest }) => ({
      ...rest,
      tuning: { ...tuning, models: [...tuning.models.filter(({ name }) => name !== model.name), model] },
    }));
  }

  async removeModel(name: string): Promise<Result<KeptTuning, StorageCode>> {
    const changed = await this.#change(({ tuning, ...rest }) => ({
      ...rest,
      tuning: { ...tuning, models: tuning.models.filter((model) => model.name !== name) },
    }));
    if (changed.ok) {
      const { models } = changed.value.tuning;
      await this.#storage.keepFiles(models.flatMap(({ sha256 }) => Object.values(sha256)));
    }
    return changed;
  }

  #change(change: (kept: KeptTuning) => KeptTuning): Promise<Result<KeptTuning, StorageCode>> {
    return this.#storage.updateValue<KeptTuning>(TUNING_VALUE, (before) => change(soundTuning(before)));
  }
}

function soundTuning(value: unknown): KeptTuning {
  const parsed = v.safeParse(Kept, value);
  return parsed.success ? parsed.output : NOTHING;
}
