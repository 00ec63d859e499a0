import { config, files } from 'virtual:text-model';
import { analyseRaw } from '../../../models/text/analyse-text.ts';
import type { TextInput } from '../../../models/text/types.ts';
import { loadTextModel } from '../../../web/src/inference/load-text-model.ts';
import { ModelStore } from '../../../web/src/inference/model-store.ts';

export interface WorkerFigures {
  /** From the worker's start of loading to its first answer. */
  firstAnswerMs: number;
  /** Of each input, in order; 0 inputs give none. */
  millis: number[];
  provider: string;
}

const store = new ModelStore({
  caches,
  fetcher: (input, init) => fetch(input, init),
  crypto,
  exclusive: (work) => work(),
});
const WARM_UP = 20;

async function measure(inputs: TextInput[]): Promise<WorkerFigures> {
  const began = performance.now();
  const model = await loadTextModel(config, files, store, () => undefined);
  if (!model.ok) throw new Error(`${model.code}: ${model.detail ?? ''}`);
  const { analyser, provider } = model.value;
  await analyseRaw(analyser, [{ text: 'Is it still available?', context: [] }]);
  const firstAnswerMs = performance.now() - began;
  for (const input of inputs.slice(0, WARM_UP)) await analyseRaw(analyser, [input]);
  const millis: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    await analyseRaw(analyser, [input]);
    millis.push(performance.now() - start);
  }
  return { firstAnswerMs, millis, provider };
}

addEventListener('message', ({ data }: MessageEvent<TextInput[]>) => {
  void measure(data).then((figures) => postMessage(figures));
});
