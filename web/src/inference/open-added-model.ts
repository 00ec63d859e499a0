import type { OpenModel } from '../../../models/custom/custom-model.ts';
import { openCustomModel } from '../../../models/custom/open-custom-model.ts';
import { refused } from '../../../models/custom/refusal.ts';
import { webModelRuntime } from './model-runtime.ts';
import type { ModelFile, ModelStore } from './model-store.ts';

/** Opens models that a person added; the runtime comes from the store, or the network where it is not there yet. */
export function openAddedModel(store: ModelStore, files: readonly ModelFile[]): OpenModel {
  const runtime = files.filter(({ name }) => name === 'runtime');
  return async (registration) => {
    const loaded = await store.load(runtime, () => undefined, 'all');
    const bytes = loaded.ok ? loaded.value.get('runtime') : undefined;
    if (!bytes)
      return refused('no_runtime', 'what runs models could not be fetched: try again when the network is back');
    return openCustomModel(registration, webModelRuntime({ crypto, runtime: () => Promise.resolve(bytes) }));
  };
}
