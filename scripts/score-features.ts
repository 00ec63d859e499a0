import { readFileSync } from 'node:fs';
import { textInputs } from '../models/insight/analyse-conversation.ts';
import { leadState } from '../models/insight/lead-state.ts';
import { levelFeatures } from '../models/scoring/level-features.ts';
import { momentumFeatures } from '../models/scoring/momentum-features.ts';
import { parseJudged } from '../server/cli/judged.ts';
import { loadTextStack } from '../server/cli/text-stack.ts';

/** Prints the features of labelled conversations, one JSON a line, for `fit_scores.py`: node scripts/score-features.ts FILE. */
const { intelligence } = await loadTextStack({ rules: process.argv.includes('--rules') });
for (const line of readFileSync(process.argv[2]!, 'utf8').split('\n').filter(Boolean)) {
  const json = JSON.parse(line) as { id: string; expected: object };
  const judged = parseJudged(json);
  if (!judged.ok) throw new Error(`${json.id}: ${judged.reason}`);
  const { conversation, now } = judged.value;
  const items = textInputs(conversation, now);
  const analyses = await intelligence.analyseTexts(items.map((item) => item.input));
  const state = leadState(conversation, new Map(items.map((item, i) => [item.id, analyses[i]!])), Date.parse(now));
  const values = (features: { name: string; value: number }[]) =>
    Object.fromEntries(features.map((f) => [f.name, f.value]));
  const row = {
    id: json.id,
    expected: json.expected,
    left: state.optOut !== null,
    level: values(levelFeatures(state)),
    momentum: values(momentumFeatures(state)),
  };
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
