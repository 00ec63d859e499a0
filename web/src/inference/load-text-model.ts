import { Tokenizer } from '@huggingface/tokenizers';
import { decoderOf, parseModelConfig } from '../../../models/text/onnx/model-config.ts';
import { multiTaskSession } from '../../../models/text/onnx/multi-task-session.ts';
import { OnnxAnalyser } from '../../../models/text/onnx/onnx-analyser.ts';
import type { Decoder, TextAnalyser } from '../../../models/text/types.ts';
import { done, failed, type Result } from '../errors/result.ts';
import type { ModelProblem } from './analysis-api.ts';
import type { ModelFile, ModelStore } from './model-store.ts';
import { openWasmSession } from './wasm-session.ts';

/** A text model that is ready to run. */
export interface TextModel {
  analyser: TextAnalyser;
  decoder: Decoder;
  /** What it runs on, for the state line. */
  provider: string;
}

/** Short and ordinary: one run of it compiles what the first message would otherwise wait for. */
const WARM_UP = { text: 'Can we see it on Saturday?', context: [] };

/**
 * Loads the model whose `config.json` and files are given: from the store, hashes checked, warmed by one run. A model
 * that cannot run is `model_broken`, with the reason.
 */
export async function loadTextModel(
  config: unknown,
  files: readonly ModelFile[],
  store: ModelStore,
  onProgress: (share: number) => void,
): Promise<Result<TextModel, ModelProblem>> {
  const parsed = parseModelConfig(config);
  if (!parsed.ok) return failed('model_broken', parsed.reason);
  const loaded = await store.load(files, onProgress);
  if (!loaded.ok) return loaded;
  const bytes = (name: string) => {
    const found = loaded.value.get(name);
    if (!found) throw new Error(`${name} is missing`);
    return found;
  };
  try {
    const tokenizer = new Tokenizer(JSON.parse(new TextDecoder().decode(bytes('tokenizer.json'))) as object, {});
    const tokenise = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
    const session = multiTaskSession(await openWasmSession(bytes('runtime'), bytes('onnx/model_quantized.onnx')));
    const analyser = new OnnxAnalyser(parsed.config, tokenise, session);
    const [warm] = await analyser.analyse([WARM_UP]);
    if (!Object.values(warm!.logits).flat().every(Number.isFinite)) return failed('model_broken', 'no numbers');
    return done({ analyser, decoder: decoderOf(parsed.config), provider: 'WASM' });
  } catch (error) {
    return failed('model_broken', error instanceof Error ? error.message : String(error));
  }
}
