/**
 * Writes `reference.bin` beside the shipped text model: what retraining may not forget and drift is measured against.
 * Run it after every change of the model or of the dev messages: `node scripts/adapter-reference.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecord } from '../models/import/parse-conversations.ts';
import { encodeReference, type ReferenceRow } from '../models/text/adapter/reference.ts';
import type { GoldOfHeads } from '../models/text/adapter/gold.ts';
import { analyseRaw } from '../models/text/analyse-text.ts';
import { HEAD_NAMES } from '../models/text/labels.ts';
import { normaliseMessage } from '../models/text/normalise.ts';
import { parseModelConfig } from '../models/text/onnx/model-config.ts';
import { SHIPPED_MODEL } from '../server/cli/text-stack.ts';
import { loadTextModel } from '../server/inference/load-text-model.ts';

/** About 450 bytes a message. */
const MOST_ROWS = 800;
const DEV = join(import.meta.dirname, '../models/training/data/dev.jsonl');

const model = await loadTextModel(SHIPPED_MODEL);
if (!model.ok) throw new Error(model.reason);
const parsed = parseModelConfig(JSON.parse(readFileSync(join(SHIPPED_MODEL, 'config.json'), 'utf8')));
if (!parsed.ok) throw new Error(parsed.reason);

const records = readFileSync(DEV, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Record<string, string | string[]>);
const inputs = records.map((json) => {
  const read = parseRecord(json);
  if (!read.ok) throw new Error(`dev.jsonl: ${String(json['id'])} is no record`);
  const { text, context, channel } = read.record;
  const turns = context.slice(-4).map((turn) => ({ role: turn.role, text: normaliseMessage(turn.text) }));
  return { text: normaliseMessage(text), context: turns, channel };
});
const raws = await analyseRaw(model.analyser, inputs);
const rows = raws.flatMap((raw, at): ReferenceRow[] => {
  const entries = HEAD_NAMES.map((head) => [head, [records[at]![head]!].flat()]);
  const gold = Object.fromEntries(entries) as unknown as GoldOfHeads;
  return raw.embedding ? [{ raw, gold }] : [];
});
// Spread over the whole file, so that every writer's voice is in it.
const taken = rows.filter(
  (_, at) => Math.floor((at * MOST_ROWS) / rows.length) !== Math.floor(((at - 1) * MOST_ROWS) / rows.length),
);
const words = taken.reduce((sum, { raw }) => ({ all: sum.all + raw.words!.all, split: sum.split + raw.words!.split }), {
  all: 0,
  split: 0,
});
const graph = parsed.config.sha256['onnx/model_quantized.onnx']!;
const bytes = encodeReference({ model: model.analyser.model, graph, rows: taken, words });
writeFileSync(join(SHIPPED_MODEL, 'reference.bin'), bytes);
console.log(`reference.bin: ${taken.length} messages, ${bytes.length} bytes, words`, words);
