import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { assess } from '../../models/scoring/health.ts';
import { nextBestActions } from '../../models/actions/next-best-actions.ts';
import { analyseConversation, textInputs } from '../../models/insight/analyse-conversation.ts';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { analyseRaw } from '../../models/text/analyse-text.ts';
import { ruleAnalyser } from '../../models/text/rules/rule-analyser.ts';
import type { TextAnalyser, TextInput } from '../../models/text/types.ts';
import { parseRecord } from '../../models/import/parse-conversations.ts';
import { parseJudged } from '../../server/cli/judged.ts';
import { SHIPPED_MODEL } from '../../server/cli/text-stack.ts';
import { loadTextModel } from '../../server/inference/load-text-model.ts';
import { benchInChromium } from './in-chromium.ts';
import { benchLeadsInChromium } from './leads-in-chromium.ts';

/**
 * `npm run bench`: measures side by side in one run and writes docs/performance.md; `-- --json` prints the figures.
 * Node and a real Chromium, ONNX Runtime Web on WASM, one thread.
 */
const root = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const lines = (file: string) =>
  readFileSync(root(file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => JSON.parse(l) as unknown);

interface Row {
  what: string;
  n: number;
  median: number;
  p95: number;
  target: string;
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;

function row(what: string, times: number[], target = ''): Row {
  const sorted = times.toSorted((a, b) => a - b);
  return { what, n: sorted.length, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), target };
}

async function timed<T>(items: readonly T[], run: (item: T) => unknown, warmUp = 20): Promise<number[]> {
  for (const item of items.slice(0, warmUp)) await run(item);
  const times: number[] = [];
  for (const item of items) {
    const start = performance.now();
    await run(item);
    times.push(performance.now() - start);
  }
  return times;
}

const inputs: TextInput[] = lines('models/training/data/test.jsonl').flatMap((json) => {
  const parsed = parseRecord(json);
  return parsed.ok
    ? [{ text: parsed.record.text, context: parsed.record.context, channel: parsed.record.channel }]
    : [];
});
const judged = lines('models/training/data/conversations-test.jsonl').flatMap((json) => {
  const parsed = parseJudged(json);
  return parsed.ok ? [parsed.value] : [];
});
const clock = { now: () => new Date().toISOString(), millis: () => performance.now() };

const single = (analyser: TextAnalyser) => (input: TextInput) => analyseRaw(analyser, [input]);
const rows: Row[] = [row('text analysis of a message, rules', await timed(inputs, single(ruleAnalyser)))];

const loading = performance.now();
const model = await loadTextModel(SHIPPED_MODEL);
const loadMs = performance.now() - loading;
if (model.ok)
  rows.push(row('text analysis of a message, model', await timed(inputs, single(model.analyser)), '< 35 ms'));

const inBrowser = model.ok ? await benchInChromium(inputs) : null;
if (inBrowser) rows.push(row(`the same in Chromium’s worker`, inBrowser.millis, '< 35 ms (our own: 15)'));

const analyser = model.ok ? { analyser: model.analyser, decoder: model.decoder } : {};
const intelligence = new LeadIntelligence({ clock, ...analyser });
rows.push(
  row(
    'a conversation, nothing cached',
    await timed(judged, (j) => intelligence.analyseConversation(j.conversation, { now: j.now }), 0),
  ),
);
rows.push(
  row(
    'the same, reopened (texts cached)',
    await timed(judged, (j) => intelligence.analyseConversation(j.conversation, { now: j.now })),
    '< 50 ms',
  ),
);
const hitRate = await hitRateOfArrivals();

/**
 * As in life: each lead's messages arrive one by one; the lead is analysed on each arrival, and opened twice before the
 * next (as it comes, and later in the day). Only the arrived message is new to the cache.
 */
async function hitRateOfArrivals(): Promise<number | null> {
  const fresh = new LeadIntelligence({ clock, ...analyser });
  for (const { conversation } of judged) {
    const sorted = conversation.messages.toSorted((a, b) => Date.parse(a.sentAt) - Date.parse(b.sentAt));
    for (let count = 1; count <= sorted.length; count += 1) {
      const sofar = { ...conversation, messages: sorted.slice(0, count) };
      const now = sorted[count - 1]!.sentAt;
      for (let read = 0; read < 3; read += 1) await fresh.analyseConversation(sofar, { now });
    }
  }
  return fresh.getCacheStats().hitRate;
}

const states = await Promise.all(
  judged.map(async ({ conversation, now }) => {
    const items = textInputs(conversation, now);
    const analyses = await intelligence.analyseTexts(items.map((item) => item.input));
    const texts = new Map(items.map((item, i) => [item.id, analyses[i]!]));
    return analyseConversation({ conversation, texts, now }).state;
  }),
);
rows.push(row('health of a lead, texts cached', await timed(states, (state) => assess(state)), '< 100 ms'));
rows.push(
  row(
    'next actions of a lead, texts cached',
    await timed(states, (state) => nextBestActions(state, assess(state).health)),
    '< 75 ms',
  ),
);

const app = await benchLeadsInChromium();
if (app) {
  rows.push(row('Chromium, 10,000 leads: from a tap to the painted lead page', app.tapMs, '≤ 100 ms'));
  rows.push(row('the same: from the last key of a search to the painted list', app.searchMs));
}

const batch = Array.from({ length: 1000 }, (_, i) => judged[i % judged.length]!.conversation);
const batchStart = performance.now();
await intelligence.analyzeBatch(batch, { now: judged[0]!.now });
const batchMs = performance.now() - batchStart;

const figures = {
  rows,
  modelLoadMs: model.ok ? loadMs : null,
  modelBytes: model.ok ? model.bytes : null,
  hitRateOfArrivals: hitRate,
  thousandLeadsMs: batchMs,
  leads: app,
  chromium: inBrowser && {
    version: inBrowser.browser,
    provider: inBrowser.provider,
    firstAnswerMs: inBrowser.firstAnswerMs,
    wireBytes: inBrowser.wireBytes,
  },
};
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(figures, null, 2));
} else {
  const ms = (value: number) => value.toFixed(value < 1 ? 3 : 1);
  const rules = rows[0]!.median;
  const page = `# Performance

Written by \`npm run bench\` (\`-- --json\` for machines). Node, one process, and where named Chromium, ONNX Runtime Web on
WASM with one thread, over the test messages and conversations of the corpus. Absolute times are those of the machine that ran it: compare the
ratios. Times in ms.

| what | n | median | p95 | median against the rules | promise |
| - | - | - | - | - | - |
${rows.map((r) => `| ${r.what} | ${r.n} | ${ms(r.median)} | ${ms(r.p95)} | ${(r.median / rules).toFixed(2)} × | ${r.target} |`).join('\n')}

- Loading and checking the model: ${model.ok ? `${Math.round(loadMs)} ms, ${(model.bytes / 1e6).toFixed(1)} MB` : 'no model is installed'}.
${
  inBrowser
    ? `- In Chromium ${inBrowser.browser}: from an empty cache to the first answer ${Math.round(inBrowser.firstAnswerMs.download)} ms (over loopback), from the filled one ${Math.round(inBrowser.firstAnswerMs.cache)} ms; model, tokenizer and runtime ${(inBrowser.wireBytes / 1e6).toFixed(1)} MB over the wire.`
    : '- Not measured in Chromium: none was found.'
}
- Cache hits where messages arrive one by one, each lead analysed on each arrival and opened twice before the next: ${((hitRate ?? 0) * 100).toFixed(1)} % (promise: over 90 %).
- 1,000 leads in one batch, texts cached: ${Math.round(batchMs)} ms.
${
  app
    ? `- The app over ${app.leads.toLocaleString('en-US')} leads and ${app.messages.toLocaleString('en-US')} messages in IndexedDB, all sealed: the list is there after ${Math.round(app.listMs)} ms, every message can be searched after ${(app.indexMs / 1000).toFixed(1)} s. In ${app.scroll.frames} frames of scrolling, while the index is still being built: ${app.scroll.longTasks.length} tasks over 50 ms (promise: none), at most ${app.scroll.mostRows} rows drawn (promise: 80).`
    : '- The app with many leads is not measured: no Chromium was found.'
}
`;
  const target = root('docs/performance.md');
  writeFileSync(target, await format(page, { ...(await resolveConfig(target)), filepath: target }));
  console.log(page);
}
