import { describe, expect, it } from 'vitest';
import type { Conversation } from '../conversation.ts';
import { forgetFacts, leadState } from './lead-state.ts';

const talk = (...said: readonly (readonly ['lead' | 'agent', string])[]): Conversation => ({
  id: 'c',
  leadId: 'l',
  messages: said.map(([from, text], i) => ({ id: `m${i}`, from, text, sentAt: `2026-05-12T1${i}:00:00-05:00` })),
});
const NOW = Date.parse('2026-05-13T00:00:00Z');
const known = (conversation: Conversation) =>
  Object.fromEntries(
    Object.entries(leadState(conversation, new Map(), NOW).known).map(([key, fact]) => [key, fact.value]),
  );

describe('what is read of each message once', () => {
  const asked = talk(['agent', 'Can you come tomorrow at 5?'], ['lead', 'yes']);

  it('is the same however often the lead is assessed', () => {
    const first = leadState(asked, new Map(), NOW).messages.map((m) => m.facts);
    expect(leadState(asked, new Map(), NOW).messages.map((m) => m.facts)).toEqual(first);
    forgetFacts();
    expect(leadState(asked, new Map(), NOW).messages.map((m) => m.facts)).toEqual(first);
  });

  it('hangs on the words, on what was said before and on the day', () => {
    expect(known(asked)).toMatchObject({ appointment: 'tomorrow at 5' });
    expect(known(talk(['agent', 'Can you come Friday at noon?'], ['lead', 'yes']))).toMatchObject({
      appointment: 'Friday at noon',
    });
    expect(known(talk(['agent', 'Anything else?'], ['lead', 'yes']))).toEqual({});
    const june = (sentAt: string) =>
      known({ ...asked, messages: [{ id: 'a', from: 'lead', text: 'we want to buy by June 30', sentAt }] });
    expect(june('2026-05-12T10:00:00-05:00')).toEqual({ timeline_days_max: 49 });
    expect(june('2026-06-12T10:00:00-05:00')).toEqual({ timeline_days_max: 18 });
  });
});
