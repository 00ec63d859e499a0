import { decoderOf, parseModelConfig } from '../../../models/text/onnx/model-config.ts';
import type { TensorSession } from '../../../models/text/onnx/ort-session.ts';
import type { Decoder, TextAnalyser } from '../../../models/text/types.ts';
import { done, failed, type Result } from '../errors/result.ts';
import type { GraphicsOffer, ModelNote, ModelProblem } from './analysis-api.ts';
import { sizeOf, type Bytes, type ModelFile, type ModelStore } from './model-store.ts';
import { openAnalyser, type SelfTestRun } from './open-text-model.ts';
import { openWasmSession } from './wasm-session.ts';

/** A text model that is ready to run. */
export interface TextModel {
  analyser: TextAnalyser;
  decoder: Decoder;
  /** What it runs on, for the state line. */
  provider: string;
  /** Of the files that it runs from. */
  bytes: number;
  note?: ModelNote;
  graphics?: GraphicsOffer;
  /** Of WASM. */
  threads?: number;
  /** From the files on this device, or the network, to the first answer. */
  loadMillis?: number;
  selfTest?: SelfTestRun;
  /** Of the latest runs, a message each, the latest last. */
  recentMillis?: () => readonly number[];
  close: () => Promise<void>;
}

export interface LoadOptions {
  /** More than one only where the page is isolated. */
  threads?: number;
  /** Milliseconds on a steady clock, to time the runs. */
  millis?: () => number;
  /** Files that stay in the store beside the model's own. */
  keep?: readonly ModelFile[];
  openSession?: (runtime: Bytes, graph: Bytes, threads: number) => Promise<TensorSession>;
}

/** Each build of the runtime is fetched only where it is used. */
const openSessionOn = async (runtime: Bytes, graph: Bytes, threads: number): Promise<TensorSession> =>
  threads === 1
    ? openWasmSession(runtime, graph)
    : (await import('./threaded-session.ts')).openThreadedSession(runtime, graph, threads);

/**
 * Loads the model whose `config.json` and files are given, on WASM: from the store, hashes checked, warmed, self-test
 * passed; on one thread where several fail. A model that cannot run is `model_broken`, with the reason.
 */
export async function loadTextModel(
  config: unknown,
  files: readonly ModelFile[],
  store: ModelStore,
  onProgress: (share: number) => void,
  { threads = 1, millis = () => performance.now(), keep = [], openSession = openSessionOn }: LoadOptions = {},
): Promise<Result<TextModel, ModelProblem>> {
  const started = millis();
  const parsed = parseModelConfig(config);
  if (!parsed.ok) return failed('model_broken', parsed.reason);
  const loaded = await store.load(files, onProgress, keep);
  if (!loaded.ok) return loaded;
  const [runtime, tokenizer, graph] = ['runtime', 'tokenizer.json', 'onnx/model_quantized.onnx'].map((name) =>
    loaded.value.get(name),
  );
  if (!runtime || !tokenizer || !graph) return failed('model_broken', 'a file is missing');
  const open = (count: number) =>
    openAnalyser(parsed.config, tokenizer, () => openSession(runtime, graph, count), millis);
  const several = threads > 1 ? await open(threads) : null;
  const opened = several?.ok ? several : await open(1);
  if (!opened.ok) return opened;
  return done({
    ...opened.value,
    decoder: decoderOf(parsed.config),
    provider: several?.ok ? `WASM, ${threads} threads` : 'WASM',
    threads: several?.ok ? threads : 1,
    loadMillis: millis() - started,
    bytes: files.reduce((sum, file) => sum + sizeOf(file), 0),
    ...(several && !several.ok && { note: 'threads_failed' as const }),
  });
}
