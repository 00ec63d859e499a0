import { expect, test } from 'vitest';
import type { Op } from '../../models/protocol/sync.ts';
import { useSyncWorld } from '../testing/sync-world.ts';

const world = useSyncWorld();
const { member, op, ok } = world;

test('a saved view is its own writer’s, also a viewer’s: nobody else is sent it or may write it, whatever the role', async () => {
  const filter = { silentDays: 7, tags: ['east'] };
  const view = (seq: number, over: Partial<Op> = {}) =>
    op(seq, { entity: 'view', rid: 'view-1', set: { name: 'Quiet', filter }, ...over });
  const vic = await member('viewer', 'vic');
  const saved = await ok(vic, { clientId: 'of-vic', schema: 2, ops: [view(1), op(2)] });
  expect(saved.results).toMatchObject([{ status: 'applied' }, { status: 'rejected', code: 'forbidden' }]);
  const second = await ok(vic, { clientId: 'second-of-vic', schema: 2 });
  expect(second.changes).toMatchObject([
    { entity: 'view', owner: vic.userId, parent: null, data: { name: 'Quiet', filter } },
  ]);

  const others = [world.admin, await member('lead', 'lea'), await member('agent', 'ben')];
  for (const [n, other] of others.entries()) {
    const clientId = `of-${n}`;
    const answer = await ok(other, { clientId, schema: 2, ops: [view(1, { set: { name: 'Mine now' } })] });
    expect(answer.results).toMatchObject([{ status: 'rejected', code: 'forbidden', detail: 'rid' }]);
    expect(answer.changes).toEqual([]);
    await ok(vic, { clientId: 'of-vic', schema: 2, ops: [view(3 + n, { set: { name: `Quiet ${n}` } })] });
    const { cursor, epoch, scope } = answer;
    expect((await ok(other, { clientId, schema: 2, cursor, epoch, scope })).changes).toEqual([]);
  }
});

test.each([
  ['a parent', { parent: 'lead-1' }, 'parent'],
  ['a level that is none', { set: { filter: { levels: ['boiling'] } } }, 'set.filter'],
  ['an order that is none', { set: { sort: { by: 'smell', reverse: false } } }, 'set.sort'],
])('a view with %s is refused', async (_name, over, detail) => {
  const bad = op(1, { entity: 'view', rid: 'view-1', set: { name: 'x' }, ...over });
  const [result] = (await ok(world.admin, { ops: [bad] })).results;
  expect(result).toMatchObject({ status: 'rejected', code: 'invalid', detail });
});
