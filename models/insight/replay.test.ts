import { expect, test } from 'vitest';
import { START, talk, type LineOfTalk } from '../testing/read-lead.ts';
import { analyseConversation } from './analyse-conversation.ts';
import { replay } from './replay.ts';

const LINES: LineOfTalk[] = [
  ['lead', 0, 'just looking around', { intents: ['research'], readiness: 'early' }],
  ['agent', 1, 'Happy to help. Which areas?'],
  [
    'lead',
    2,
    'Tracy. pre-approved for 410k, can we see Oak St today?',
    { intents: ['buy', 'showing'], readiness: 'ready' },
  ],
];
const iso = (hours: number) => new Date(START + hours * 3_600_000).toISOString();

test('each point is what an analysis would have said when that message had come, and nothing later', () => {
  const { conversation, texts } = talk(LINES);
  const points = replay({ conversation, texts, now: iso(50) });
  expect(points.map(({ at }) => at)).toEqual([iso(0), iso(1), iso(2)]);
  points.forEach((point, i) => {
    const then = { ...conversation, messages: conversation.messages.slice(0, i + 1) };
    const { analysis } = analyseConversation({ conversation: then, texts, now: point.at });
    const { level, momentum, overall, engagement, qualification, urgency } = analysis.health;
    expect(point).toMatchObject({ level, momentum, overall, engagement, qualification, urgency });
  });
  expect(points[2]?.qualification).toBeGreaterThan(points[0]?.qualification ?? 0);
});

test('a fact edited later shows from then on only, and the newest points are kept', () => {
  const { conversation, texts } = talk(LINES);
  const factEdits = [{ key: 'financing' as const, value: 'cash' as const, at: iso(1.5), by: 'Ana' }];
  const plain = replay({ conversation, texts, now: iso(3) });
  const edited = replay({ conversation: { ...conversation, factEdits }, texts, now: iso(3) }, 2);
  expect(edited).toHaveLength(2);
  expect(edited[0]).toEqual(plain[1]);
  expect(replay({ conversation: { ...conversation, messages: [] }, texts, now: iso(3) })).toEqual([]);
});
