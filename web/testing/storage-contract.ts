import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangedRow } from '../../models/protocol/sync.ts';
import type { PullToApply, Storage, StorageChange } from '../src/storage/storage-port.ts';
import type { StoredAnalysis } from '../src/storage/stored-analysis.ts';
import { newLead, newMessage, newNote } from './test-storage.ts';

const row = (id: string, data: Record<string, unknown>, rev: number, op = `server-${rev}`): ChangedRow => ({
  entity: 'lead',
  id,
  rev,
  owner: 'u',
  parent: null,
  data,
  meta: Object.fromEntries(Object.keys(data).map((f) => [f, { h: `1800000000000-0000-s`, o: op }])),
});

async function pullOf(storage: Storage, part: Partial<PullToApply>): Promise<PullToApply> {
  const from = await storage.position();
  return { from, epoch: 'e', scope: 's', cursor: from.cursor + 1, reset: false, changes: [], lastSeq: 0, ...part };
}

/** What every adapter of the storage port must do. `open` gives a fresh, empty store each time. */
export function storageContract(name: string, open: () => Promise<Storage>): void {
  describe(`storage contract: ${name}`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(async () => {
      await storage.destroy();
    });

    it('shows a local edit at once, marked as pending, with defaults for what was not set', async () => {
      await storage.edit([newLead('a', 'Dana')]);
      const [lead] = await storage.leads();
      expect(lead).toMatchObject({
        id: 'a',
        parent: null,
        pending: true,
        data: { name: 'Dana', tags: [], dnd: false },
      });
      expect(await storage.unsynced()).toBe(1);
    });

    it('finds all records of a kind, whatever lead they are of, without the deleted', async () => {
      await storage.edit([newNote('n', 'a', 'one'), newNote('m', 'b', 'two'), newNote('o', 'b', 'three')]);
      await storage.edit([{ entity: 'note', id: 'o', parent: 'b', set: { deleted: true } }]);
      expect((await storage.all('note')).map(({ id, parent }) => [id, parent]).sort()).toEqual([
        ['m', 'b'],
        ['n', 'a'],
      ]);
      expect(await storage.all('task')).toEqual([]);
    });

    it('numbers ops without gaps and with clocks that only go forward', async () => {
      await storage.edit([newLead('a', 'Dana'), newNote('n', 'a', 'one')]);
      await storage.edit([newNote('m', 'a', 'two')]);
      const ops = await storage.waiting(10, 1e6);
      expect(ops.map((op) => op.seq)).toEqual([1, 2, 3]);
      expect([...ops.map((op) => op.hlc)].sort()).toEqual(ops.map((op) => op.hlc));
      expect(ops[1]).toMatchObject({ entity: 'note', rid: 'n', parent: 'a', kind: 'put', set: { body: 'one' } });
    });

    it('keeps its client id and hands out ops within the limits, one at least', async () => {
      expect((await storage.position()).clientId).toBe((await storage.position()).clientId);
      await storage.edit([newNote('n', 'a', 'x'.repeat(500)), newNote('m', 'a', 'y'.repeat(500))]);
      expect(await storage.waiting(1, 1e6)).toHaveLength(1);
      expect(await storage.waiting(10, 10)).toHaveLength(1);
    });

    it('names the writer that an edit saw: the waiting op, else the server’s, else none', async () => {
      await storage.apply(await pullOf(storage, { changes: [row('a', { name: 'Dana', phone: '1' }, 1)] }));
      await storage.edit([{ entity: 'lead', id: 'a', parent: null, set: { name: 'D' } }]);
      await storage.edit([{ entity: 'lead', id: 'a', parent: null, set: { name: 'E', phone: '2', email: 'e@x.y' } }]);
      const [one, two] = await storage.waiting(10, 1e6);
      expect(one?.base).toEqual({ name: 'server-1' });
      expect(two?.base).toEqual({ name: one?.id, phone: 'server-1', email: null });
    });

    it('applies rows, cursor and the outbox’s deletion together', async () => {
      await storage.edit([newLead('a', 'Dana'), newLead('b', 'Bo')]);
      const pull = await pullOf(storage, { changes: [row('a', { name: 'Dana' }, 1)], lastSeq: 1, cursor: 7 });
      expect(await storage.apply(pull)).toEqual({ ok: true, value: 'applied' });
      expect(await storage.unsynced()).toBe(1);
      expect(await storage.position()).toMatchObject({ epoch: 'e', scope: 's', cursor: 7 });
      expect((await storage.one('lead', 'a'))?.pending).toBe(false);
      expect((await storage.one('lead', 'b'))?.pending).toBe(true);
    });

    it('drops an answer that was asked from another position', async () => {
      const pull = await pullOf(storage, { changes: [row('a', { name: 'Dana' }, 1)] });
      await storage.apply(pull);
      const late = { ...pull, changes: [row('a', { name: 'Old' }, 1)] };
      expect(await storage.apply(late)).toEqual({ ok: true, value: 'stale' });
      expect((await storage.one('lead', 'a'))?.data.name).toBe('Dana');
    });

    it('lays waiting edits over newer rows of the server', async () => {
      await storage.edit([newLead('a', 'Mine')]);
      await storage.apply(await pullOf(storage, { changes: [row('a', { name: 'Theirs', phone: '1' }, 1)] }));
      expect((await storage.one('lead', 'a'))?.data).toMatchObject({ name: 'Mine', phone: '1' });
    });

    it('takes fields that it would misread out of a row and keeps the others', async () => {
      await storage.apply(await pullOf(storage, { changes: [row('a', { name: 'Dana', dnd: 'yes', future: 1 }, 1)] }));
      expect((await storage.one('lead', 'a'))?.data).toMatchObject({ name: 'Dana', dnd: false });
    });

    it('hides deleted records, evicted ones with their analyses, and edits of evicted ones', async () => {
      await storage.apply(
        await pullOf(storage, { changes: [row('a', { name: 'Dana' }, 1), row('b', { name: 'Bo' }, 2)] }),
      );
      await storage.saveAnalyses([analysed('a'), analysed('b')]);
      await storage.edit([{ entity: 'lead', id: 'a', parent: null, set: { name: 'Edited' } }]);
      await storage.apply(await pullOf(storage, { changes: [{ entity: 'lead', id: 'a', rev: 3, evict: true }] }));
      await storage.edit([{ entity: 'lead', id: 'b', parent: null, set: { deleted: true } }]);
      expect(await storage.leads()).toEqual([]);
      expect(await storage.analysis('a')).toBeNull();
      expect(await storage.unsynced()).toBe(2);
    });

    it('starts from nothing at a reset and keeps the outbox', async () => {
      await storage.apply(await pullOf(storage, { changes: [row('old', { name: 'Old' }, 1)] }));
      await storage.saveAnalyses([analysed('old')]);
      await storage.edit([newLead('mine', 'Mine')]);
      await storage.apply(
        await pullOf(storage, { reset: true, epoch: 'e2', changes: [row('new', { name: 'New' }, 1)] }),
      );
      expect((await storage.leads()).map((lead) => lead.id).sort()).toEqual(['mine', 'new']);
      expect(await storage.summaries()).toEqual([]);
    });

    it('finds the children of a lead under base and outbox, and not those moved away', async () => {
      await storage.edit([newLead('a', 'Dana'), newMessage('m1', 'a', 'hi'), newNote('n', 'a', 'note')]);
      const moved = { ...row('m1', { text: 'hi' }, 2), entity: 'message' as const, parent: 'b' };
      expect(await storage.childrenOf('message', 'a')).toHaveLength(1);
      await storage.apply(await pullOf(storage, { changes: [moved] }));
      expect(await storage.childrenOf('message', 'a')).toHaveLength(0);
      expect(await storage.childrenOf('message', 'b')).toHaveLength(1);
      expect(await storage.childrenOf('note', 'a')).toHaveLength(1);
    });

    it('keeps refused edits aside until they are dismissed', async () => {
      await storage.edit([newNote('n', 'a', 'words')]);
      const [op] = await storage.waiting(1, 1e6);
      await storage.refuse([{ seq: 1, id: op?.id ?? '', status: 'rejected', code: 'forbidden', detail: 'not yours' }]);
      expect(await storage.childrenOf('note', 'a')).toEqual([]);
      expect(await storage.unsynced()).toBe(0);
      expect(await storage.rejected()).toMatchObject([
        { code: 'forbidden', detail: 'not yours', op: { set: { body: 'words' } } },
      ]);
      const [edit] = await storage.rejected();
      await storage.dismissRejected(op?.id ?? '');
      expect(await storage.rejected()).toEqual([]);
      await storage.restoreRejected(edit!);
      expect(await storage.rejected()).toEqual([edit]);
    });

    it('queues sent ops again when the server lost them, in the old order and with the old ids', async () => {
      await storage.edit([newNote('1', 'a', '1'), newNote('2', 'a', '2'), newNote('3', 'a', '3')]);
      const before = await storage.waiting(10, 1e6);
      await storage.apply(await pullOf(storage, { lastSeq: 2 }));
      await storage.requeue(1);
      const after = await storage.waiting(10, 1e6);
      expect(after.map((op) => [op.seq, op.id])).toEqual(before.slice(1).map((op) => [op.seq, op.id]));
    });

    it('queues what was sent again when a pull shows that the server has forgotten it', async () => {
      await storage.edit([newNote('1', 'a', '1'), newNote('2', 'a', '2'), newNote('3', 'a', '3')]);
      const [first, second, third] = await storage.waiting(10, 1e6);
      await storage.apply(await pullOf(storage, { lastSeq: 2 }));
      expect(await storage.unsynced()).toBe(1);
      await storage.apply(await pullOf(storage, { epoch: 'restored', reset: true, lastSeq: 1 }));
      const again = await storage.waiting(10, 1e6);
      expect(again.map((op) => [op.seq, op.id])).toEqual([
        [2, second?.id],
        [3, third?.id],
      ]);
      expect(first?.seq).toBe(1);
    });

    it('takes a new client id and numbers from 1 when it was cloned', async () => {
      await storage.edit([newNote('1', 'a', '1'), newNote('2', 'a', '2')]);
      await storage.apply(await pullOf(storage, { lastSeq: 1 }));
      const before = await storage.position();
      await storage.fork();
      expect((await storage.position()).clientId).not.toBe(before.clientId);
      expect((await storage.waiting(10, 1e6)).map((op) => op.seq)).toEqual([1]);
      await storage.edit([newNote('3', 'a', '3')]);
      expect((await storage.waiting(10, 1e6)).map((op) => op.seq)).toEqual([1, 2]);
    });

    it('keeps a lead stale when a message came while it was analysed', async () => {
      await storage.edit([newLead('a', 'Dana'), newMessage('m', 'a', 'hi')]);
      const [first] = await storage.stale();
      await storage.edit([newMessage('m2', 'a', 'and now?')]);
      await storage.saveAnalyses([{ ...analysed('a'), mark: first?.mark ?? null }]);
      const [second] = await storage.stale();
      expect(second?.leadId).toBe('a');
      await storage.saveAnalyses([{ ...analysed('a'), mark: second?.mark ?? null }]);
      expect(await storage.stale()).toEqual([]);
      expect((await storage.summaries(['a', 'zzz'])).map((s) => s.headline)).toEqual(['Call.']);
    });

    it('does not call a lead stale again when its own edits come back, but does for those of others', async () => {
      await storage.edit([newLead('a', 'Dana')]);
      const [op] = await storage.waiting(1, 1e6);
      const [mark] = await storage.stale();
      await storage.saveAnalyses([{ ...analysed('a'), mark: mark?.mark ?? null }]);
      await storage.apply(await pullOf(storage, { changes: [row('a', { name: 'Dana' }, 1, op?.id)], lastSeq: 1 }));
      expect(await storage.stale()).toEqual([]);
      await storage.apply(await pullOf(storage, { changes: [row('a', { name: 'Dora' }, 2)], lastSeq: 1 }));
      expect(await storage.stale()).toHaveLength(1);
    });

    it('does not mark a lead stale for a note', async () => {
      await storage.edit([newNote('n', 'a', 'note')]);
      expect(await storage.stale()).toEqual([]);
    });

    it('keeps raw text analyses by key', async () => {
      const raw = { logits: {}, spans: [], source: 'rules', model: 'rules@1', language: 'en' } as never;
      await storage.textCache.set([['key', raw]]);
      expect(await storage.textCache.get(['other', 'key'])).toEqual([undefined, raw]);
      expect(await storage.textCache.dropOlderThan!(60_000)).toBe(0);
      // Older than one millisecond from now.
      expect(await storage.textCache.dropOlderThan!(-1)).toBe(1);
      expect(await storage.textCache.get(['key'])).toEqual([undefined]);
    });

    it('keeps sealed values of the app', async () => {
      expect(await storage.getValue('me')).toBeNull();
      await storage.setValue('me', { name: 'Ana' });
      expect(await storage.getValue('me')).toEqual({ name: 'Ana' });
    });

    it('changes a value as one, whoever else writes, and tells its name', async () => {
      const told: StorageChange[] = [];
      const stop = storage.subscribe((change) => told.push(change));
      const add = (word: string) =>
        storage.updateValue<string[]>('words', (before) => [...(before ?? []), word]).then((r) => r.ok);
      expect(await Promise.all(['a', 'b', 'c', 'd'].map(add))).toEqual([true, true, true, true]);
      stop();
      expect((await storage.getValue<string[]>('words'))?.sort()).toEqual(['a', 'b', 'c', 'd']);
      expect(told[0]).toEqual({ leads: [], analysesOnly: true, value: 'words' });
    });

    it('keeps files by their sha256 until they are no longer kept', async () => {
      const bytes = (text: string) => new TextEncoder().encode(text);
      expect(await storage.putFile('aa', bytes('one'))).toMatchObject({ ok: true });
      await storage.putFile('bb', bytes('two'));
      expect(await storage.file('aa')).toEqual(bytes('one'));
      await storage.keepFiles(['bb']);
      expect(await storage.file('aa')).toBeNull();
      expect(await storage.file('bb')).toEqual(bytes('two'));
    });

    it('tells listeners which leads changed', async () => {
      const told: StorageChange[] = [];
      const stop = storage.subscribe((change) => told.push(change));
      await storage.edit([newNote('n', 'a', 'x')]);
      await storage.saveAnalyses([analysed('b')]);
      stop();
      await storage.edit([newNote('m', 'a', 'x')]);
      expect(told).toEqual([
        { leads: ['a'], analysesOnly: false },
        { leads: ['b'], analysesOnly: true },
      ]);
    });
  });
}

function analysed(leadId: string): StoredAnalysis {
  return { leadId, mark: null, summary: { leadId, headline: 'Call.' } as never, analysis: { id: leadId } as never };
}
