import { readFileSync } from 'node:fs';
import type { ConversationAnalysis } from '../../models/insight/types.ts';
import { LEVEL_NAMES } from '../../models/scoring/types.ts';
import type { Conversation } from '../../models/conversation.ts';
import { parseJudged } from './judged.ts';
import { loadTextStack } from './text-stack.ts';

const whole = (score: number | null) => (score === null ? '–' : String(Math.round(score)));

/** An analysed conversation as text for a terminal. */
function page(conversation: Conversation, a: ConversationAnalysis): string {
  const label = new Map(a.messages.map((m) => [m.id, m]));
  const thread = conversation.messages.map((m) => {
    const read = label.get(m.id);
    const marks = read
      ? [
          ...read.intents,
          read.urgency !== 'none' ? `urgency ${read.urgency}` : '',
          read.readiness !== 'none' ? read.readiness : '',
        ]
      : [];
    return `  ${m.from.padEnd(5)} ${m.text}${read ? `\n        [${marks.filter(Boolean).join(' · ') || 'nothing to mark'}]` : ''}`;
  });
  const why = a.health.levelReasons.map((r) => `    ${r.points >= 0 ? '+' : ''}${r.points.toFixed(1)} ${r.reason}`);
  const actions = a.actions.slice(0, 3).map((action) => {
    const draft = action.draft.kind === 'text' ? `“${action.draft.text}”` : action.draft.reason;
    return `  ${action.priority}. ${action.kind}: ${action.reason}\n     ${draft}`;
  });
  return [
    `── ${conversation.id} ── ${LEVEL_NAMES[a.level]}, ${a.momentum}`,
    `   ${a.headline}`,
    '',
    ...thread,
    '',
    `  priority ${whole(a.scores.priority.value)} · engagement ${whole(a.health.engagement)} · qualification ${whole(a.health.qualification)} · urgency ${whole(a.health.urgency)}`,
    ...(why.length ? ['  why this level:', ...why] : []),
    `  facts: ${JSON.stringify(a.facts)}`,
    ...actions,
    '',
  ].join('\n');
}

const { intelligence, notice } = await loadTextStack({ rules: process.argv.includes('--rules') });
if (notice) console.error(`demo: ${notice}\n`);
const samples = JSON.parse(readFileSync(new URL('./demo-conversations.json', import.meta.url), 'utf8')) as unknown[];
for (const sample of samples) {
  const judged = parseJudged(sample);
  if (!judged.ok) throw new Error(judged.reason);
  const { conversation, now } = judged.value;
  console.log(page(conversation, await intelligence.analyseConversation(conversation, { now })));
}
