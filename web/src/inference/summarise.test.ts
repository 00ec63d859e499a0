import { expect, it } from 'vitest';
import { analyseConversation } from '../../../models/insight/analyse-conversation.ts';
import type { Conversation } from '../../../models/conversation.ts';
import { summarise } from './summarise.ts';

const NOW = '2026-11-18T15:00:00Z';

/** The summary of a conversation whose first action rests on `words` of its first message. */
function summaryOf(text: string, words: string) {
  const conversation: Conversation = {
    id: 'l',
    leadId: 'l',
    messages: [
      { id: 'm', from: 'lead', text, sentAt: '2026-11-18T14:00:00Z' },
      { id: 'n', from: 'agent', text: 'Sure', sentAt: '2026-11-18T14:30:00Z' },
    ],
  };
  const { analysis } = analyseConversation({ conversation, texts: new Map(), now: NOW });
  const start = text.indexOf(words);
  const first = { kind: 'call_now', priority: 1, evidence: [{ messageId: 'm', start, end: start + words.length }] };
  const analyser = { source: 'rules', model: 'rules' } as never;
  return summarise(conversation, { ...analysis, actions: [first as never] }, analyser, NOW);
}

it('quotes the sentence around the words that the first action rests on', () => {
  const text = 'Hi there. We are pre-approved for 450.5k. Can we see it?';
  expect(summaryOf(text, 'pre-approved').quote).toBe('We are pre-approved for 450.5k.');
  expect(summaryOf(text, 'Can we see it').quote).toBe('Can we see it?');
  expect(summaryOf(text, 'Hi').quote).toBe('Hi there.');
});

it('cuts a long quote at a word', () => {
  const { quote } = summaryOf(`see ${'word '.repeat(80)}`, 'see');
  expect(quote.length).toBeLessThanOrEqual(91);
  expect(quote).toMatch(/word…$/);
});

it('knows the newest word of the lead, which drafts answer', () => {
  expect(summaryOf('Hello', 'Hello')).toMatchObject({
    lastFrom: 'agent',
    lastLeadId: 'm',
    lastLeadAt: '2026-11-18T14:00:00Z',
  });
});
