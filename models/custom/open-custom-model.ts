import type { TensorSession } from '../text/onnx/ort-session.ts';
import { parseCustomConfig, type CustomConfig } from './custom-config.ts';
import type { CustomModel, OpenedModel } from './custom-model.ts';
import { ModelFiles } from './model-files.ts';
import { refused, wordsOf, type Refusal } from './refusal.ts';
import { TabularModel } from './tabular-model.ts';
import { TextClassifier } from './text-classifier.ts';
import type { ModelRegistration, ModelRuntime } from './types.ts';

/** Reads, checks and opens a model and runs it on made-up input. Nothing is parsed before its hash is right. */
export async function openCustomModel(registration: ModelRegistration, runtime: ModelRuntime): Promise<OpenedModel> {
  const files = new ModelFiles(registration, runtime);
  const configFile = await files.json('config.json');
  if (!configFile.ok) return configFile;
  const parsed = parseCustomConfig(configFile.json);
  if (!parsed.ok) return parsed;
  const { config } = parsed;
  if (registration.head !== undefined && registration.head !== config.head) {
    return refused('head_mismatch', `config.json describes a ${config.head} model, not a ${registration.head} one`);
  }
  const head = await openHead(config, files, runtime);
  if (!head.ok) return head;
  const { graphFile } = files;
  if (graphFile === null) return refused('hash_missing', 'no sha256 is given for onnx/model.onnx');
  const graph = await files.read(graphFile);
  if (!graph.ok) return graph;
  let session: TensorSession;
  try {
    session = await runtime.openSession(graph.bytes);
  } catch (error) {
    return refused('graph_unreadable', `${graphFile} can’t be run: ${wordsOf(error)}`);
  }
  const model = head.over(session);
  const refusal = await model.probe();
  if (!refusal) return { ok: true, model, version: await files.version() };
  await model.close();
  return refusal;
}

/** What turns a session into the model that the config describes. */
async function openHead(
  config: CustomConfig,
  files: ModelFiles,
  runtime: ModelRuntime,
): Promise<{ ok: true; over: (session: TensorSession) => CustomModel } | Refusal> {
  if (config.head === 'tabular') return { ok: true, over: (session) => new TabularModel(config, session) };
  const file = await files.json('tokenizer.json');
  if (!file.ok) return file;
  try {
    if (file.json === null) throw new Error('it is not JSON');
    const tokenise = runtime.openTokeniser(file.json);
    // A tokeniser with parts that are not supported says so with the first text only.
    tokenise('ok', true);
    return { ok: true, over: (session) => new TextClassifier(config, tokenise, session) };
  } catch (error) {
    return refused('tokenizer_invalid', `tokenizer.json describes no tokeniser that can be used: ${wordsOf(error)}`);
  }
}
