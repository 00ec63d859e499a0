import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../models/conversation.ts';
import { LeadIntelligence } from '../../../../models/insight/lead-intelligence.ts';
import { LEVELS } from '../../../../models/scoring/types.ts';
import { figuresOf, type LeadFigures, type LeadInput } from './lead-figures.ts';
import { outcomeOfLead } from './outcome-of-lead.ts';
import { reportOf, shareOf, type ReportQuery } from './report.ts';
import { weeksOver, weekStart } from './weeks.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-26T12:00:00Z');
const WEEKS = weeksOver(NOW - 60 * DAY, NOW);
const ago = (days: number, hours = 0) => new Date(NOW - days * DAY - hours * 3600_000).toISOString();
const reader = new LeadIntelligence({ clock: { now: () => new Date(NOW).toISOString(), millis: () => 0 } });

type Said = [from: 'lead' | 'agent', sentAt: string, text: string, automated?: boolean];
async function leadOf(leadId: string, said: Said[], more: Partial<LeadInput> = {}): Promise<LeadFigures> {
  const conversation: Conversation = {
    id: leadId,
    leadId,
    channel: 'sms',
    messages: said.map(([from, sentAt, text, automated], i) => ({
      id: `${leadId}-${i}`,
      from,
      sentAt,
      text,
      automated,
    })),
  };
  const analysis = await reader.analyseConversation(conversation);
  return figuresOf({ leadId, owner: null, source: null, outcome: null, conversation, analysis, ...more }, WEEKS);
}
const query = (more: Partial<ReportQuery> = {}): ReportQuery => {
  const from = NOW - 30 * DAY;
  return { from, to: NOW, weeks: weeksOver(from, NOW), owner: { kind: 'all' }, ...more };
};

describe('the figures of a lead', () => {
  it('time the first answer that a person wrote, and say who waits', async () => {
    const lead = await leadOf('a', [
      ['lead', ago(3), 'is it available?'],
      ['agent', ago(3), 'We got your message!', true],
      ['lead', ago(2, 23), 'hello?'],
      ['agent', ago(2, 20), 'It is, sorry.'],
      ['lead', ago(1), 'can I see it?'],
    ]);
    expect(lead.replies.map(({ hours }) => hours)).toEqual([4]);
    expect(lead.waitsSince).toBe(Date.parse(ago(1)));
  });

  it('hold the level of each week in which it was written, the last as it is stored', async () => {
    const lead = await leadOf('a', [
      ['lead', ago(22), 'just looking around for now'],
      ['lead', ago(8), 'we are pre-approved for 450k'],
      ['lead', ago(1), 'pre-approved, we must be out by Friday. Can we see Oak St today and make an offer?'],
    ]);
    expect(lead.history.map(({ at }) => at)).toEqual(
      [ago(22), ago(8), ago(1)].map((iso) => weekStart(Date.parse(iso))),
    );
    const heats = lead.history.map(({ level }) => LEVELS.indexOf(level));
    expect(heats[0]).toBeLessThan(heats[2] ?? 0);
    expect(lead.history.at(-1)?.level).toBe(lead.level);
  });

  it('hold no word of anybody', async () => {
    const lead = await leadOf('a', [['lead', ago(1), 'my secretword is too expensive']]);
    expect(JSON.stringify(lead)).not.toContain('secretword');
    expect(lead.objections).toMatchObject([{ kind: 'price' }]);
  });

  it('take the outcome that was decided last, and none where the lead was opened again', () => {
    const won = { outcome: 'won', decidedAt: '2026-11-02T00:00:00Z' };
    const lost = { outcome: 'lost', decidedAt: '2026-11-01T00:00:00Z' };
    expect(outcomeOfLead([won, lost])).toEqual({ result: 'won', at: Date.parse(won.decidedAt) });
    expect(outcomeOfLead([won, { outcome: 'open', decidedAt: '2026-11-03T00:00:00Z' }])).toBeNull();
    expect(outcomeOfLead([{ outcome: 'won', decidedAt: 7 }])).toBeNull();
    expect(outcomeOfLead([])).toBeNull();
  });
});

describe('the report', () => {
  it('counts what happened in the range, and only the leads of the chosen owner', async () => {
    const leads = [
      await leadOf(
        'a',
        [
          ['lead', ago(2), 'too expensive for us'],
          ['agent', ago(1, 22), 'I see.'],
          ['lead', ago(1), 'way too expensive'],
        ],
        { owner: 'u1', source: 'Zillow' },
      ),
      await leadOf('b', [['lead', ago(40), 'the price is too high']], { owner: 'u2', source: 'Zillow' }),
    ];
    const all = reportOf(leads, query());
    expect(all).toMatchObject({ leads: 2, objections: [{ kind: 'price', leads: 1, messages: 2 }] });
    expect(all.sources).toEqual([{ source: 'Zillow', leads: 1, strong: 0 }]);
    expect(all.channels).toEqual([{ channel: 'sms', leads: 1, messages: 2 }]);
    expect(all.replies).toMatchObject({ count: 1, medianHours: 2, waiting: 2 });
    expect(all.workload.map(({ owner, waiting }) => [owner, waiting])).toEqual([
      ['u1', 1],
      ['u2', 1],
    ]);
    expect(reportOf(leads, query({ owner: { kind: 'owner', id: 'u2' } }))).toMatchObject({ leads: 1, objections: [] });
    expect(reportOf(leads, query({ from: NOW - 50 * DAY })).objections[0]?.leads).toBe(2);
  });

  it('stacks each week by the level that leads had then; who has ended leaves', async () => {
    const said: Said[] = [
      ['lead', ago(15), 'just looking'],
      ['lead', ago(1), 'Pre-approved, lease ends Friday. Can we see Oak St today?'],
    ];
    const open = await leadOf('a', said);
    const lost = { ...open, leadId: 'b', outcome: { result: 'lost' as const, at: NOW - 10 * DAY } };
    const { weeks, won, levels } = reportOf([open, lost], query());
    const counts = weeks.map((week) => Object.values(week.levels).reduce((all, count) => all + count, 0));
    expect(counts.slice(-4)).toEqual([0, 2, 2, 1]);
    expect(weeks.at(-1)?.levels[open.level ?? 'cold']).toBe(1);
    expect(levels[open.level ?? 'cold']).toBe(1);
    expect(won).toMatchObject({ count: 0, of: 1 });
  });

  it('gives shares with an interval that holds them and narrows with more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const one = shareOf(Math.round(of * part), of);
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low - 1e-9).toBeLessThanOrEqual(one.share);
        expect(one.high + 1e-9).toBeGreaterThanOrEqual(one.share);
        const ten = shareOf(one.count * 10, of * 10);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
      }),
    );
    // Agresti & Coull (1998): 0 of 10.
    expect(shareOf(0, 10).high).toBeCloseTo(0.278, 3);
  });

  it('cuts any range into whole weeks that meet it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 }), fc.integer({ min: 0, max: 2000 }), (days, later) => {
        const to = NOW + later * DAY;
        const from = to - days * DAY;
        const weeks = weeksOver(from, to);
        expect(weeks[0]).toBeLessThanOrEqual(from);
        expect(weeks.at(-1)).toBeGreaterThan(to);
        expect(weeks.at(-2)).toBeLessThanOrEqual(to);
        for (const start of weeks) expect([new Date(start).getDay(), new Date(start).getHours()]).toEqual([1, 0]);
      }),
    );
  });
});
