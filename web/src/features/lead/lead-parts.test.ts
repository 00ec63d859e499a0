import { beforeAll, describe, expect, it } from 'vitest';
import type { ReplayPoint } from '../../../../models/insight/replay.ts';
import { messages } from '../../messages/messages.svelte.ts';
import { formText, parseFact } from './fact-fields.ts';
import { outcomeSnapshot } from './outcome-snapshot.ts';
import { scoreLine } from './score-line.ts';

beforeAll(() => messages.load(['common', 'lead']));

describe('a fact in a form', () => {
  it('is read as its kind, empty is “not known”, and what does not fit is refused', () => {
    expect(parseFact('budget_max', ' $450,000 ')).toBe(450_000);
    expect(parseFact('locations', 'Oak St, , Elm ')).toEqual(['Oak St', 'Elm']);
    expect(parseFact('has_agent', 'false')).toBe(false);
    expect(parseFact('financing', 'cash')).toBe('cash');
    expect(parseFact('motivation', ' new job ')).toBe('new job');
    expect(parseFact('motivation', '  ')).toBeNull();
    expect(parseFact('budget_max', 'a lot')).toBeUndefined();
    expect(parseFact('beds_min', '-2')).toBeUndefined();
    expect(parseFact('financing', 'gold')).toBeUndefined();
    expect(parseFact('locations', ' , ')).toBeUndefined();
  });

  it('comes back as it was written', () => {
    for (const [key, value] of [
      ['locations', ['Oak St', 'Elm']],
      ['has_agent', true],
      ['beds_min', 3],
    ] as const)
      expect(parseFact(key, formText(value as never))).toEqual(value);
  });
});

describe('what an outcome teaches', () => {
  const point = (at: string, over: Partial<ReplayPoint> = {}): ReplayPoint => ({
    messageId: at,
    at,
    level: 'engaged',
    momentum: 'steady',
    overall: 50,
    engagement: 60,
    qualification: 40,
    urgency: null,
    ...over,
  });
  const day = Date.parse('2026-11-20T00:00:00Z');

  it('is how the lead looked before the day of the decision', () => {
    const points = [point('2026-11-18T10:00:00.000Z'), point('2026-11-20T09:00:00.000Z', { level: 'hot' })];
    expect(outcomeSnapshot(points, day)).toEqual({
      features: { level: 0.4, engagement: 0.6, qualification: 0.4, urgency: 0 },
      snapshotAt: '2026-11-18T10:00:00.000Z',
    });
  });

  it('is nothing where all was said on that day, or too little before', () => {
    const nothing = { features: null, snapshotAt: null };
    expect(outcomeSnapshot([point('2026-11-20T09:00:00.000Z')], day)).toEqual(nothing);
    expect(outcomeSnapshot([point('2026-11-18T10:00:00.000Z', { engagement: null })], day)).toEqual(nothing);
  });
});

describe('a score over time', () => {
  const box = { width: 110, height: 60, pad: 5 };
  it('goes from edge to edge, 100 on top, and breaks where a value is missing', () => {
    const { path, dots } = scoreLine([0, 100, null, 50, 50], box);
    expect(dots.map(({ x, y }) => [x, y])).toEqual([
      [5, 55],
      [30, 5],
      [80, 30],
      [105, 30],
    ]);
    expect(path).toBe('M5 55L30 5M80 30L105 30');
  });

  it('is nothing of nothing and a dot of one', () => {
    expect(scoreLine([], box)).toEqual({ path: '', dots: [] });
    expect(scoreLine([50], box).dots).toHaveLength(1);
  });
});
