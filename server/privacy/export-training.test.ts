import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPrivacyWorld, type PrivacyWorld } from '../testing/privacy-world.ts';

let world: PrivacyWorld;
beforeEach(async () => {
  world = await createPrivacyWorld();
});
afterEach(() => world.server.close());

test('conversations leave without names, numbers and dates of their people, the same each time, and are on record', async () => {
  await world.contact();
  await world.message('It is Zebulon, 202-555-0143. Up to $463,500 near 12 Oak Hill Road');
  const ask = async () => {
    const headers = { cookie: world.cookie, origin: 'http://localhost' };
    return (await world.server.app.request('/api/privacy/training', { method: 'POST', headers })).text();
  };
  const text = await ask();
  const [conversation] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; messages: { text: string; sentAt: string }[] });
  expect(conversation).toMatchObject({
    id: 'conversation-1',
    messages: [{ from: 'lead', channel: 'sms', text: 'It is [NAME], [PHONE]. Up to $500,000 near [ADDRESS]' }],
  });
  const moved = Date.parse(conversation!.messages[0]!.sentAt) - world.server.time.now;
  expect(moved).not.toBe(0);
  expect(Math.abs(moved) % (24 * 3600_000)).toBe(0);
  expect(text).not.toMatch(/quartz|con\b|loc\b/i);
  expect(await ask()).toBe(text);
  expect(world.server.audited.filter(({ kind }) => kind === 'training.exported')).toHaveLength(2);
});
