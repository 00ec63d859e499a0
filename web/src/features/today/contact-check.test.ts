import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Action } from '../../../../models/actions/types.ts';
import type { ConversationAnalysis } from '../../../../models/insight/types.ts';
import { newKeys, newLead, newMessage, storageOn } from '../../../testing/test-storage.ts';
import { checkContact, draftNow } from './contact-check.ts';

/** 10:00 and 02:00 in New York. */
const DAY = Date.parse('2026-11-18T15:00:00Z');
const NIGHT = Date.parse('2026-11-18T07:00:00Z');

async function given(texts: readonly string[], lead: { dnd?: boolean } = {}) {
  const storage = storageOn(await newKeys());
  const set = { name: 'Dana', phone: '+12125550123', timeZone: 'America/New_York', ...lead };
  await storage.edit([
    { entity: 'lead', id: 'l', parent: null, set },
    ...texts.map((text, i) => newMessage(`m${i}`, 'l', text, `2026-11-17T1${i}:00:00Z`)),
  ]);
  return storage;
}

const action = {
  kind: 'call_now',
  priority: 1,
  draft: { kind: 'text', text: 'Hello', notes: [] },
} as unknown as Action;
async function analysed(storage: Awaited<ReturnType<typeof given>>, ids: readonly string[]) {
  const messages = ids.map((id) => ({ id, intents: [], spans: [] }));
  const analysis = { leadId: 'l', actions: [action], messages } as unknown as ConversationAnalysis;
  await storage.saveAnalyses([{ leadId: 'l', mark: null, summary: { leadId: 'l' } as never, analysis }]);
}

it('lets a lead be contacted in the hours of the lead’s own place, and says when they begin', async () => {
  const storage = await given(['hi']);
  expect(await checkContact(storage, 'l', DAY)).toMatchObject({ ok: true, newest: 'm0', action: null });
  const opensAt = Date.parse('2026-11-18T13:00:00Z');
  expect(await checkContact(storage, 'l', NIGHT)).toEqual({ ok: false, code: 'quiet_hours', opensAt });
  expect(await checkContact(storage, 'l', null)).toMatchObject({ ok: true });
});

it('refuses who asked for silence, also where no analysis has read it yet, and who is gone', async () => {
  expect(await checkContact(await given(['hi', 'STOP']), 'l', DAY)).toMatchObject({ code: 'do_not_contact' });
  expect(await checkContact(await given(['hi'], { dnd: true }), 'l', DAY)).toMatchObject({ code: 'do_not_contact' });
  expect(await checkContact(await given([]), 'nobody', DAY)).toMatchObject({ code: 'lead_gone' });
});

it('gives the draft of the analysis that knows the newest word, and voids it when the lead has written since', async () => {
  const storage = await given(['hi']);
  await analysed(storage, ['m0']);
  const before = await checkContact(storage, 'l', DAY);
  if (!before.ok) throw new Error(before.code);
  expect(draftNow(before, 'm0', undefined)).toEqual({ ok: true, text: 'Hello' });
  expect(draftNow(before, 'm0', { text: 'Mine', madeFor: 'm0' })).toEqual({ ok: true, text: 'Mine' });
  expect(draftNow(before, 'm0', { text: 'Mine', madeFor: 'older' })).toMatchObject({ code: 'lead_wrote_since' });

  await storage.edit([newMessage('m1', 'l', 'wait, one more thing', '2026-11-17T12:00:00Z')]);
  const after = await checkContact(storage, 'l', DAY);
  if (!after.ok) throw new Error(after.code);
  expect(after).toMatchObject({ newest: 'm1', action: null });
  expect(draftNow(after, 'm0', undefined)).toMatchObject({ code: 'lead_wrote_since' });
  // Seen, but not analysed yet: there is nothing to send.
  expect(draftNow(after, 'm1', undefined)).toMatchObject({ code: 'no_draft' });
});

it('knows a lead who has written nothing', async () => {
  const storage = storageOn(await newKeys());
  await storage.edit([newLead('l', 'Dana')]);
  expect(await checkContact(storage, 'l', null)).toMatchObject({ ok: true, newest: null });
});
