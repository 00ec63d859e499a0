import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../testing/read-lead.ts';
import { behaviouralSignals, computeSignals, localHour, type SignalMessage } from './signals.ts';
import { SIGNAL_DEFINITIONS } from './types.ts';

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

  it('counts channel switches, viewings and messages a week', () => {
    const { signals } = stateOf(
      [
        ['lead', 0, 'hi'],
        ['lead', 24 * 14, 'can we see it?', { intents: ['showing'] }],
        ['lead', 24 * 14 + 1, 'saturday works', { intents: ['showing'] }],
      ],
      24 * 15,
    );
    expect(signals.viewingsAsked).toBe(2);
    expect(signals.messagesPerWeek).toBeCloseTo(3 / (2 + 1 / 168), 6);
    const on = (channel: 'sms' | 'email', i: number): SignalMessage => ({
      id: `${i}`,
      from: 'lead',
      text: 'x',
      at: i,
      sentAt: '',
      channel,
      analysis: null,
    });
    const moved = (['sms', 'email', 'email', 'sms'] as const).map(on);
    expect(computeSignals(moved, 10).channelSwitches).toBe(2);
    expect(behaviouralSignals(computeSignals(moved, 10))).toContain('channel_switch');
  });

  it('knows who opens the exchanges', () => {
    const opens = stateOf(
      [
        ['agent', 0, 'Hi.'],
        ['lead', 48, 'hello'],
        ['agent', 49, 'Good to hear.'],
        ['lead', 120, 'and the other one?'],
      ],
      121,
    ).signals;
    expect(opens.initiative).toBeCloseTo(2 / 3, 9);
    expect(behaviouralSignals(opens)).toContain('takes_initiative');
  });

  it('are the same with and without what a campaign sent', () => {
    const message = fc.record({
      from: fc.constantFrom('lead' as const, 'agent' as const),
      at: fc.integer({ min: 0, max: 3e9 }),
      text: fc.constantFrom('hi', 'still looking?', 'see it saturday', 'one two three four'),
      automated: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (drawn) => {
        const all = drawn
          .map((m, i): SignalMessage => ({
            ...m,
            automated: m.automated && m.from === 'agent',
            id: `${i}`,
            sentAt: '',
            analysis: null,
          }))
          .sort((a, b) => a.at - b.at);
        expect(computeSignals(all, 4e9)).toEqual(
          computeSignals(
            all.filter((m) => !m.automated),
            4e9,
          ),
        );
      }),
    );
  });

  it('each have a definition', () => {
    expect(Object.keys(SIGNAL_DEFINITIONS).sort()).toEqual(Object.keys(stateOf([], 1).signals).sort());
  });
});
