import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../../models/protocol/entities.ts';
import { NO_FILTER } from '../../../../models/protocol/lead-view.ts';
import { messages } from '../../messages/messages.svelte.ts';
import { ownerChange, tagChange } from './bulk-edits.ts';
import { choicesOf, filterCount, passes, toggled } from './lead-filter.ts';
import type { LeadListItem } from './lead-list-item.ts';
import { sortLeads } from './lead-sort.ts';
import { leadsCsv } from './leads-csv.ts';
import { tableWindow } from './table-window.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const item = (id: string, lead: object = {}, summary: object | null = null): LeadListItem => ({
  id,
  lead: { ...DEFAULTS.lead, name: id, ...lead },
  pending: false,
  summary: summary as LeadListItem['summary'],
});
beforeAll(() => messages.load(['common', 'leads']));

describe('a filter', () => {
  const lead = item(
    'a',
    { owner: 'u1', source: 'Zillow', tags: ['hot', 'east'] },
    {
      level: 'ready',
      momentum: 'steady',
      lastChannel: 'sms',
      objections: ['price'],
      lastLeadAt: '2026-11-10T12:00:00Z',
    },
  );

  it('lets through what has one asked value of every kind', () => {
    expect(passes(NO_FILTER, lead, NOW)).toBe(true);
    expect(passes({ ...NO_FILTER, levels: ['hot', 'ready'], tags: ['east'] }, lead, NOW)).toBe(true);
    expect(passes({ ...NO_FILTER, levels: ['ready'], tags: ['west'] }, lead, NOW)).toBe(false);
    expect(passes({ ...NO_FILTER, objections: ['price'], owners: ['u1'] }, lead, NOW)).toBe(true);
    expect(passes({ ...NO_FILTER, owners: [''] }, lead, NOW)).toBe(false);
    expect(passes({ ...NO_FILTER, owners: [''] }, item('b'), NOW)).toBe(true);
    expect(passes({ ...NO_FILTER, levels: ['cold'] }, item('b'), NOW)).toBe(false);
  });

  it('knows how a lead ended by what was recorded: open until then', () => {
    const won: LeadListItem = { ...lead, outcome: 'won' };
    expect(passes({ ...NO_FILTER, outcomes: ['won', 'lost'] }, won, NOW)).toBe(true);
    expect(passes({ ...NO_FILTER, outcomes: ['won'] }, lead, NOW)).toBe(false);
    expect(choicesOf('outcomes', [won, lead, item('b')])).toEqual([
      { value: 'open', count: 2 },
      { value: 'won', count: 1 },
    ]);
  });

  it('counts silence from the lead’s own last message, and knows nothing of who never wrote', () => {
    expect(passes({ ...NO_FILTER, silentDays: 7 }, lead, NOW)).toBe(true);
    expect(passes({ ...NO_FILTER, silentDays: 14 }, lead, NOW)).toBe(false);
    expect(passes({ ...NO_FILTER, silentDays: 3 }, item('b'), NOW)).toBe(false);
  });

  it('takes a value in and out, and offers what leads have', () => {
    const on = toggled(NO_FILTER, 'tags', 'hot');
    expect([filterCount(on), filterCount(toggled(on, 'tags', 'hot'))]).toEqual([1, 0]);
    expect(choicesOf('tags', [lead, item('b', { tags: ['east'] })])).toEqual([
      { value: 'east', count: 2 },
      { value: 'hot', count: 1 },
    ]);
  });
});

describe('an order', () => {
  const names = (by: 'name' | 'source' | 'level', reverse = false) =>
    sortLeads(
      [item('b10', { source: 'Z' }, { level: 'cold' }), item('b9'), item('Á', { source: 'A' }, { level: 'hot' })],
      { by, reverse },
      () => '',
      'en-US',
    ).map(({ id }) => id);

  it('goes by names as people do, by level from the hottest, and puts what has no value last', () => {
    expect(names('name')).toEqual(['Á', 'b9', 'b10']);
    expect(names('name', true)).toEqual(['b10', 'b9', 'Á']);
    expect(names('level')).toEqual(['Á', 'b10', 'b9']);
    expect(names('source')).toEqual(['Á', 'b10', 'b9']);
  });
});

describe('a change of many leads', () => {
  it('touches only those that it changes, and its undo sets back what they had', () => {
    const all = [item('a', { tags: ['x'] }), item('b', { owner: 'u1' })];
    const tagged = tagChange(all, 'x', true);
    expect(tagged.edits).toMatchObject([{ id: 'b', set: { tags: ['x'] } }]);
    expect(tagged.undo).toMatchObject([{ id: 'b', set: { tags: [] } }]);
    expect(tagChange(all, 'x', false)).toMatchObject({ edits: [{ id: 'a', set: { tags: [] } }] });
    expect(ownerChange(all, 'u1')).toMatchObject({ edits: [{ id: 'a' }], undo: [{ id: 'a', set: { owner: null } }] });
  });
});

describe('the CSV of leads', () => {
  it('quotes what needs it and makes no formula of a stranger’s text', () => {
    const rows = leadsCsv(
      [item('a', { name: '=HYPERLINK("http://x")', phone: '+14155550100', source: 'a, "b"', tags: ['x', 'y'] })],
      () => 'Ana',
    ).split('\r\n');
    expect(rows[0]).toBe('name,phone,email,owner,source,tags,level,momentum,priority,last message,headline');
    expect(rows[1]).toBe(`"'=HYPERLINK(""http://x"")",+14155550100,,Ana,"a, ""b""","x; y",,,,,`);
  });
});

describe('the window of a table', () => {
  it('draws every row in sight, never more than 80, and stands for the others by height', () => {
    const given = fc.record({
      count: fc.nat(12_000),
      row: fc.integer({ min: 44, max: 120 }),
      viewport: fc.integer({ min: 0, max: 3000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(given, ({ count, row, viewport, share }) => {
        const scrollTop = share * Math.max(0, count * row - viewport);
        const { first, last, top, bottom } = tableWindow({ count, row, scrollTop, viewport });
        expect(last - first).toBeLessThanOrEqual(80);
        expect(top + (last - first) * row + bottom).toBe(count * row);
        expect(first * row).toBeLessThanOrEqual(scrollTop);
        expect(last * row).toBeGreaterThanOrEqual(Math.min(count * row, scrollTop + viewport));
      }),
    );
  });
});
