import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { decoderOf, parseModelConfig } from '../../models/text/onnx/model-config.ts';
import { multiTaskSession } from '../../models/text/onnx/multi-task-session.ts';
import { OnnxAnalyser } from '../../models/text/onnx/onnx-analyser.ts';
import { selfTest } from '../../models/text/onnx/self-test.ts';
import type { Decoder, TextAnalyser } from '../../models/text/types.ts';
import { openWasmSession } from './wasm-session.ts';

export type LoadedModel =
  | { ok: true; analyser: TextAnalyser; decoder: Decoder; bytes: number }
  | { ok: false; code: 'missing' | 'config' | 'checksum' | 'runtime'; reason: string };

const MODEL_FILE = 'onnx/model_quantized.onnx';
const TOKENIZER_FILE = 'tokenizer.json';

/**
 * Loads a text model from a folder in the Hugging Face layout: hashes checked, heads as the product names them, self-test
 * passed.
 */
export async function loadTextModel(folder: string): Promise<LoadedModel> {
  let configText: string;
  try {
    configText = await readFile(join(folder, 'config.json'), 'utf8');
  } catch {
    return { ok: false, code: 'missing', reason: `no model in ${folder}` };
  }
  const parsed = parseModelConfig(json(configText));
  if (!parsed.ok) return { ok: false, code: 'config', reason: parsed.reason };
  const { config } = parsed;
  const files = new Map<string, Buffer>();
  for (const name of [TOKENIZER_FILE, MODEL_FILE]) {
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (!bytes) return { ok: false, code: 'missing', reason: `${name} is missing` };
    if (createHash('sha256').update(bytes).digest('hex') !== config.sha256[name]) {
      return { ok: false, code: 'checksum', reason: `${name} is not the file that config.json names` };
    }
    files.set(name, bytes);
  }
  try {
    const tokenizer = new Tokenizer(json(files.get(TOKENIZER_FILE)!.toString('utf8')) as object, {});
    const session = multiTaskSession(await openWasmSession(files.get(MODEL_FILE)!));
    const tokenise = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
    const analyser = new OnnxAnalyser(config, tokenise, session);
    const tested = await selfTest(analyser, config);
    if (!tested.ok) return { ok: false, code: 'runtime', reason: tested.reason };
    return { ok: true, analyser, decoder: decoderOf(config), bytes: files.get(MODEL_FILE)!.length };
  } catch (error) {
    return { ok: false, code: 'runtime', reason: (error as Error).message };
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
