import { describe, expect, it } from 'vitest';
import { DEFAULTS, type Handled, type LeadRecord } from '../../../../models/protocol/entities.ts';
import type { LeadSummary } from '../../storage/stored-analysis.ts';
import type { LeadListItem } from '../leads/lead-list-item.ts';
import { HotWatch } from './hot-watch.ts';
import { groupInQueue, queueOf, standing } from './queue.ts';
import { waysOf } from './queue-actions.ts';
import { localInput, snoozeTimes } from './snooze-times.ts';

const NOW = Date.parse('2026-11-18T15:30:00Z');
const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();

function item(id: string, summary: Partial<LeadSummary>, lead: Partial<LeadRecord> = {}): LeadListItem {
  const base = {
    level: 'ready',
    priority: 50,
    urgency: 1,
    firstAction: 'call_now',
    dueBy: at(2),
    optOut: null,
    lastFrom: 'lead',
    lastChannel: 'sms',
    lastMessageAt: at(-1),
    lastLeadAt: at(-1),
  } as LeadSummary;
  return { id, lead: { ...DEFAULTS.lead, ...lead }, pending: false, summary: { ...base, ...summary } };
}
const done: Handled = { how: 'done', at: at(0), seen: at(-1), action: 'call_now' };
const snoozed: Handled = { how: 'snoozed', at: at(0), seen: at(-1), until: at(3) };

describe('what a person did with a lead', () => {
  it('stands until the lead writes, not when an older message turns up late', () => {
    for (const handled of [done, snoozed]) {
      expect(standing(item('a', {}, { handled }), NOW)).toBe(handled);
      expect(standing(item('a', { lastLeadAt: at(-5) }, { handled }), NOW)).toBe(handled);
      expect(standing(item('a', { lastLeadAt: at(0.1) }, { handled }), NOW)).toBeNull();
      expect(standing(item('a', {}, { handled: { ...handled, seen: null } }), NOW)).toBeNull();
    }
  });
  it('ends with the snooze', () => {
    expect(standing(item('a', {}, { handled: snoozed }), NOW + 3 * 3_600_000 - 1)).toBe(snoozed);
    expect(standing(item('a', {}, { handled: snoozed }), NOW + 3 * 3_600_000)).toBeNull();
  });
  it('ends when an answered lead has gone silent, unless checking in was what was done', () => {
    expect(standing(item('a', { firstAction: 're_engage' }, { handled: done }), NOW)).toBeNull();
    const checkedIn: Handled = { ...done, action: 're_engage' };
    expect(standing(item('a', { firstAction: 're_engage' }, { handled: checkedIn }), NOW)).toBe(checkedIn);
  });
});

describe('the queue', () => {
  it('has who is due today, who is due within three days, and whose turn it is', () => {
    expect(groupInQueue(item('a', {}), NOW)).toBe('now');
    expect(groupInQueue(item('a', { urgency: 2 }), NOW)).toBe('week');
    expect(groupInQueue(item('a', { urgency: 3 }), NOW)).toBeNull();
    expect(groupInQueue(item('a', { urgency: 3, lastFrom: 'agent' }), NOW)).toBe('waiting');
    expect(groupInQueue(item('a', { urgency: 3, lastFrom: 'agent', lastMessageAt: at(-15 * 24) }), NOW)).toBeNull();
    expect(groupInQueue(item('a', {}, { handled: done }), NOW)).toBe('waiting');
  });
  it('leaves in peace who asked for it, and leaves out what was not analysed', () => {
    expect(groupInQueue(item('a', { optOut: 'revoked' }), NOW)).toBeNull();
    expect(groupInQueue(item('a', {}, { dnd: true }), NOW)).toBeNull();
    expect(groupInQueue({ ...item('a', {}), summary: null }, NOW)).toBeNull();
  });
  it('stands in the order of priority, what is put off by when it comes back', () => {
    const items = [
      item('answered', {}, { handled: done }),
      item('tomorrow', {}, { handled: { ...snoozed, until: at(20) } }),
      item('soon', {}, { handled: snoozed }),
      item('week', { urgency: 2, priority: 99 }),
      item('second', { priority: 60, dueBy: at(3) }),
      item('first', { priority: 60, dueBy: at(1) }),
      item('top', { priority: 80 }),
    ];
    const order = ['top', 'first', 'second', 'week', 'soon', 'tomorrow', 'answered'];
    expect(queueOf(items, NOW).map(({ item }) => item.id)).toEqual(order);
    expect(queueOf(items.toReversed(), NOW).map(({ item }) => item.id)).toEqual(order);
  });
});

describe('hot leads', () => {
  const book = (...items: LeadListItem[]) => new Map(items.map((one) => [one.id, one]));
  const hot = (id: string, summary: Partial<LeadSummary> = {}) => item(id, { level: 'hot', ...summary });
  it('are counted while nobody has dealt with them, and told once, when their word is fresh', () => {
    const watch = new HotWatch();
    const seen = (...items: LeadListItem[]) => {
      const { count, fresh } = watch.look(book(...items), NOW);
      return [count, fresh.map(({ id }) => id)];
    };
    expect(seen(hot('a'))).toEqual([1, []]);
    expect(seen(hot('a'), hot('b', { lastLeadAt: at(-0.1) }), hot('old', { lastLeadAt: at(-2) }))).toEqual([3, ['b']]);
    expect(seen(hot('a'), hot('b', { lastLeadAt: at(-0.1) }))).toEqual([2, []]);
    expect(seen({ ...hot('a'), lead: { ...DEFAULTS.lead, handled: done } }, hot('c', { optOut: 'left' }))).toEqual([
      0,
      [],
    ]);
  });
});

describe('a snooze', () => {
  const local = (text: string) => new Date(text).getTime();
  it('offers later today on the full hour, tomorrow at nine and Monday at nine', () => {
    expect(snoozeTimes(local('2026-11-18T10:25'))).toEqual({
      later: local('2026-11-18T13:00'),
      tomorrow: local('2026-11-19T09:00'),
      nextWeek: local('2026-11-23T09:00'),
    });
    expect(snoozeTimes(local('2026-11-23T08:00')).nextWeek).toBe(local('2026-11-30T09:00'));
    expect(snoozeTimes(local('2026-11-22T08:00')).nextWeek).toBe(local('2026-11-23T09:00'));
  });
  it('offers nothing more today once it is evening', () => {
    expect(snoozeTimes(local('2026-11-18T18:10')).later).toBeNull();
    expect(snoozeTimes(local('2026-11-18T23:10')).later).toBeNull();
  });
  it('is written as the picker wants it', () => {
    expect(localInput(local('2026-11-18T09:00'))).toBe('2026-11-18T09:00');
  });
});

describe('the ways to reach a lead', () => {
  const both = { phone: '+12125550123', email: 'd@example.com' };
  it('begin with the one that fits', () => {
    expect(waysOf(item('a', {}, both))).toEqual(['call', 'text', 'email']);
    expect(waysOf(item('a', { firstAction: 'send_info' }, both))).toEqual(['text', 'call', 'email']);
    expect(waysOf(item('a', { firstAction: 'send_info', lastChannel: 'email' }, both))).toEqual([
      'email',
      'call',
      'text',
    ]);
    expect(waysOf(item('a', {}, { email: 'd@example.com' }))).toEqual(['email']);
    expect(waysOf(item('a', {}))).toEqual([]);
  });
});
