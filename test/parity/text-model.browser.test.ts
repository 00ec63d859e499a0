import { afterAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import type { Conversation } from '../../models/conversation.ts';
import type { AnalysedMessage } from '../../models/insight/types.ts';
import records from '../../models/training/data/dev.jsonl?raw';
import { AnalysisClient } from '../../web/src/inference/analysis-client.ts';
import type { AnalyserInUse } from '../../web/src/inference/analysis-api.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    analyseInNode: (
      conversations: Conversation[],
      now: string,
    ) => Promise<{ level: string; messages: readonly AnalysedMessage[] }[]>;
  }
}

const NOW = '2026-11-20T12:00:00.000Z';
const CONVERSATIONS = 330;

interface DevRecord {
  id: string;
  channel: Conversation['channel'];
  sentAt: string;
  context: { role: 'lead' | 'agent'; text: string }[];
  text: string;
}

/** A labelled message with its context as a conversation of its own, a minute between turns. */
function conversationOf({ id, channel, sentAt, context, text }: DevRecord): Conversation {
  const turns = [...context, { role: 'lead' as const, text }];
  const start = Date.parse(sentAt);
  return {
    id,
    leadId: id,
    channel,
    messages: turns.map((turn, at) => ({
      id: `${id}/${at}`,
      from: turn.role,
      text: turn.text,
      sentAt: new Date(start + at * 60_000).toISOString(),
    })),
  };
}

const probabilitiesOf = (message: AnalysedMessage) =>
  Object.values(message.probabilities).flatMap((head) => Object.values(head) as number[]);

describe('the same model in Node and in the page’s worker', () => {
  const none = {
    get: (keys: readonly string[]) => Promise.resolve(keys.map(() => undefined)),
    set: () => Promise.resolve(),
  };
  const makeWorker = () =>
    new Worker(new URL('../../web/src/inference/analysis.worker.ts', import.meta.url), { type: 'module' });
  const client = new AnalysisClient(makeWorker, none, { model: true });
  afterAll(() => client.stop());

  it('gives the same probabilities within 1e-3, and the same labels and levels', { timeout: 60_000 }, async () => {
    const conversations = records
      .trim()
      .split('\n')
      .slice(0, CONVERSATIONS)
      .map((line) => conversationOf(JSON.parse(line) as DevRecord));
    const ready = new Promise<AnalyserInUse>((resolve) => {
      client.subscribe((analyser) => analyser.loading === undefined && resolve(analyser));
    });
    await client.warm();
    expect(await ready).toMatchObject({ source: 'model', provider: expect.stringMatching(/^WASM/) as string });
    const here: { level: string; messages: readonly AnalysedMessage[] }[] = [];
    for (const conversation of conversations) {
      const answer = await client.analyse(conversation, NOW, new AbortController().signal);
      if (!answer.ok) throw new Error(answer.code);
      here.push(answer.analysis);
    }
    const there = await commands.analyseInNode(conversations, NOW);

    const pairs = there.flatMap(({ messages }, at) =>
      messages.map((message, i) => [message, here[at]!.messages[i]!] as const),
    );
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    expect(pairs.filter(([, message]) => message.source === 'model').length).toBeGreaterThanOrEqual(300);
    const apart = pairs.map(([node, browser]) => {
      const other = probabilitiesOf(browser);
      return Math.max(...probabilitiesOf(node).map((p, i) => Math.abs(p - other[i]!)));
    });
    expect(Math.max(...apart)).toBeLessThanOrEqual(1e-3);
    const labels = ({ level, messages }: (typeof there)[number]) => [
      level,
      ...messages.map((m) => [m.id, m.sentiment, m.intents, m.objections, m.urgency, m.readiness, m.source]),
    ];
    expect(here.map(labels)).toEqual(there.map(labels));
  });
});
