import { readFileSync } from 'node:fs';
import type { TextAnalyser, TextInput } from '../models/text/types.ts';
import { parseRecord } from '../models/import/parse-conversations.ts';
import { loadTextModel } from '../server/inference/load-text-model.ts';

/**
 * Times of text models side by side, as JSON, one entry a folder: median and 95th percentile in ms over the dev messages,
 * the models taking turns. For `models/training/explore.py`.
 */
const analysers: TextAnalyser[] = [];
for (const folder of process.argv.slice(2)) {
  const model = await loadTextModel(folder);
  if (!model.ok) throw new Error(`${folder}: ${model.reason}`);
  analysers.push(model.analyser);
}
const dev = readFileSync(new URL('../models/training/data/dev.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .flatMap((line): TextInput[] => {
    const parsed = parseRecord(JSON.parse(line) as unknown);
    return parsed.ok ? [{ text: parsed.record.text, context: parsed.record.context }] : [];
  });
// Every third message: enough for a 95th percentile, and a run ends in minutes.
const inputs = dev.filter((_, at) => at % 3 === 0);
const times = analysers.map((): number[] => []);
for (const analyser of analysers) for (const input of inputs.slice(0, 10)) await analyser.analyse([input]);
for (const input of inputs) {
  for (const [at, analyser] of analysers.entries()) {
    const start = performance.now();
    await analyser.analyse([input]);
    times[at]!.push(performance.now() - start);
  }
}
const quantile = (values: number[], q: number) => values.toSorted((a, b) => a - b)[Math.floor(q * values.length)]!;
console.log(JSON.stringify(times.map((list) => ({ medianMs: quantile(list, 0.5), p95Ms: quantile(list, 0.95) }))));
