import { expect, it } from 'vitest';
import { DEFAULTS } from '../../../../models/protocol/entities.ts';
import type { LeadListItem } from './lead-list-item.ts';
import { entriesOf, ListOrder, type Arrange } from './list-order.svelte.ts';
import { groupOf, rankLeads, type Group } from './rank.ts';

const item = (id: string, urgency: number): LeadListItem => ({
  id,
  lead: { ...DEFAULTS.lead, name: id },
  pending: false,
  summary: { urgency, priority: 50, level: 'engaged', dueBy: null, lastMessageAt: '2026-11-20T10:00:00Z' } as never,
});
/** As the list of all leads has it. */
const byAttention: Arrange = (items) => rankLeads(items).map((item) => ({ item, group: groupOf(item) }));
const mapOf = (...items: LeadListItem[]) => new Map(items.map((one) => [one.id, one]));
const shownBy = (order: ListOrder<Group>) => order.shown.map(({ item, group }) => `${item.id} ${group}`);

it('keeps place and group of what is held, shows its new content, and lets the new wait', () => {
  let items = $state.raw(mapOf(item('a', 1), item('b', 1), item('c', 2)));
  const order = new ListOrder(
    () => items,
    () => byAttention,
  );
  expect(shownBy(order)).toEqual(['a now', 'b now', 'c soon']);
  order.hold();
  items = mapOf(item('new', 1), item('a', 5), item('c', 1));
  expect(shownBy(order)).toEqual(['a now', 'c soon']);
  expect(order.shown[0]?.item.summary?.urgency).toBe(5);
  expect([order.waiting, order.moved]).toEqual([1, true]);
  order.release();
  expect(shownBy(order)).toEqual(['c now', 'new now', 'a later']);
  expect([order.waiting, order.moved]).toEqual([0, false]);
});

it('moves only what the person moved while it is held', () => {
  let items = $state.raw(mapOf(item('a', 1), item('b', 1), item('c', 2), item('d', 2)));
  const order = new ListOrder(
    () => items,
    () => byAttention,
  );
  order.hold();
  items = mapOf(item('new', 1), item('a', 2), item('b', 1), item('c', 2), item('d', 1));
  order.settle('a');
  expect(shownBy(order)).toEqual(['b now', 'a soon', 'c soon', 'd soon']);
  expect(order.waiting).toBe(1);
  items = mapOf(item('b', 5), item('a', 2), item('c', 2), item('d', 2));
  order.settle('b');
  expect(shownBy(order)).toEqual(['a soon', 'c soon', 'd soon', 'b later']);
  items = mapOf(item('a', 2), item('c', 2), item('d', 2));
  order.settle('b');
  expect(shownBy(order)).toEqual(['a soon', 'c soon', 'd soon']);
});

it('has one heading a group', () => {
  const placed = (['now', 'now', 'later'] as const).map((group, i) => ({ item: item(`${i}`, 1), group }));
  const said = entriesOf(placed).map((entry) =>
    entry.kind === 'heading' ? `${entry.group} ${entry.count}` : entry.position,
  );
  expect(said).toEqual(['now 2', 1, 2, 'later 1', 3]);
});
