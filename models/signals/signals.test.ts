import { describe, expect, it } from 'vitest';
import { stateOf } from '../testing/read-lead.ts';
import { behaviouralSignals, localHour } from './signals.ts';

describe('signals', () => {
  it('measures reply latency from the agent’s last message to the lead’s first answer', () => {
    const { signals } = stateOf(
      [
        ['agent', 0, 'Hi, still looking?'],
        ['agent', 1, 'Or later?'],
        ['lead', 3, 'yes'],
        ['lead', 4, 'in Troy'],
        ['agent', 5, 'Great'],
        ['lead', 9, 'ok'],
      ],
      10,
    );
    expect(signals.replyHoursMedian).toBe(3);
    expect(signals.replyTrend).toBe(2);
    expect(signals.leadMessages).toBe(3);
    expect(signals.silenceHours).toBe(1);
  });

  it('knows which questions stand open, on either side', () => {
    const waiting = stateOf(
      [
        ['agent', 0, 'Hello.'],
        ['lead', 1, 'Nice. Is it still for sale?'],
      ],
      2,
    ).signals;
    expect(waiting.openLeadQuestions).toEqual([{ messageId: 'm1', start: 6, end: 27 }]);
    expect(waiting.openAgentQuestions).toEqual([]);
    const asked = stateOf(
      [
        ['lead', 0, 'hi'],
        ['agent', 1, 'Which area?'],
      ],
      100,
    ).signals;
    expect(asked.openAgentQuestions).toHaveLength(1);
    expect(behaviouralSignals(asked)).toContain('open_agent_question');
    expect(behaviouralSignals(asked)).toContain('silent_72h');
  });

  it('takes a request without a question mark for an open question', () => {
    const { signals } = stateOf([['lead', 0, 'send me the price', { intents: ['property_question'] }]], 1);
    expect(signals.openLeadQuestions).toEqual([{ messageId: 'm0', start: 0, end: 17 }]);
  });

  it('says nothing of trends where there is too little', () => {
    const { signals } = stateOf([['lead', 0, 'hi']], 1);
    expect(signals).toMatchObject({
      replyHoursMedian: null,
      replyTrend: null,
      lengthTrend: null,
      messagesPerWeek: null,
    });
    expect(stateOf([], 1).signals.silenceHours).toBeNull();
    expect(stateOf([], 1).signals.initiative).toBeNull();
  });

  it('sees messages grow and shrink', () => {
    const grow = stateOf(
      [
        ['lead', 0, 'a'],
        ['lead', 1, 'a b'],
        ['lead', 2, 'a b c d'],
        ['lead', 3, 'a b c d e'],
      ],
      4,
    ).signals;
    expect(behaviouralSignals(grow)).toContain('writing_more');
    const shrink = stateOf(
      [
        ['lead', 0, 'a b c d e f'],
        ['lead', 1, 'a b c d'],
        ['lead', 2, 'a'],
        ['lead', 3, 'a'],
      ],
      4,
    ).signals;
    expect(behaviouralSignals(shrink)).toContain('writing_less');
  });

  it('reads the local hour of a time in its own offset', () => {
    expect(localHour('2026-03-02T22:15:00-06:00')).toBe(22);
    expect(localHour('2026-03-02')).toBeNull();
    expect(
      stateOf(
        [
          ['lead', 0, 'a'],
          ['lead', 24, 'b'],
          ['lead', 5, 'c'],
        ],
        30,
      ).signals.activeHours,
    ).toEqual([10, 15]);
  });
});
