import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { signIn } from '../../../testing/sign-in.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';

const SLOW = { timeout: 15_000 };
const HOT = 'We are pre-approved for 450k and must be out by Friday. Can we see Oak St today?';
/** A zone where it is early afternoon, so that the hour stands against nothing. */
const AFTERNOON = (() => {
  const ahead = 13 - new Date().getUTCHours();
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
})();
const NIGHT = (() => {
  const ahead = 1 - new Date().getUTCHours();
  const held = ahead < -12 ? ahead + 24 : ahead;
  return `Etc/GMT${held > 0 ? '-' : '+'}${Math.abs(held)}`;
})();

describe('today', { timeout: 40_000 }, () => {
  let network: FakeNetwork;
  let keys: string;
  let running: ReturnType<typeof startApp>;

  beforeEach(async () => {
    await page.viewport(1280, 900);
    window.location.hash = '#/today';
    network = new FakeNetwork(new FakeSyncServer());
    keys = `keys-${crypto.randomUUID()}`;
  });
  afterEach(() => running.stop());

  async function open() {
    running = startApp(network, keys);
    await signIn();
  }

  function write(id: string, text: string, lead: Record<string, unknown> = {}) {
    const now = new Date().toISOString();
    const { server } = network;
    const known = server.rows.has(`lead:${id}`);
    if (!known) {
      const data = { name: `${id} R.`, phone: '+1 212 555 0123', email: `${id}@example.com`, timeZone: AFTERNOON };
      server.put('lead', id, null, { ...data, createdAt: now, ...lead });
    }
    server.put('message', `${id}-${server.rev}`, id, { text, from: 'lead', channel: 'sms', sentAt: now });
    window.dispatchEvent(new Event('online'));
  }
  const queue = () => page.getByRole('list', { name: /^Whom to contact/ });
  const row = (name: string) => queue().getByRole('link', { name: new RegExp(`${name} R\\.`) });
  const says = (where: { element: () => Element }, words: RegExp) =>
    vi.waitFor(() => expect(where.element().textContent).toMatch(words), SLOW);
  const act = (name: string, what: string) =>
    page.getByRole('group', { name: `Actions for ${name} R.` }).getByRole('button', { name: what, exact: true });
  const handled = (id: string) => network.server.rows.get(`lead:${id}`)?.data['handled'];

  it('says whom to contact and why, and takes done and snoozed leads away on every device until they write', async () => {
    write('Dana', HOT);
    await open();
    await says(
      row('Dana'),
      /Call now · by .*pre-approved.*Can we see Oak St today|Call now · by .*pre-approved.*We are pre-approved for 450k/s,
    );
    await expect.element(page.getByRole('heading', { name: 'Now' })).toBeVisible();
    await act('Dana', 'Done').click();
    await expect.element(page.getByRole('heading', { name: 'Waiting' })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'All done for now' })).toBeVisible();
    await vi.waitFor(() => expect(handled('Dana')).toMatchObject({ how: 'done' }), SLOW);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(act('Dana', 'Done')).toBeVisible();
    await vi.waitFor(() => expect(handled('Dana')).toBeNull(), SLOW);

    await act('Dana', 'Snooze').click();
    await page
      .getByRole('dialog', { name: 'Snooze Dana R.' })
      .getByRole('button', { name: /^Tomorrow/ })
      .click();
    await says(row('Dana'), /Snoozed until tomorrow 9:00/);
    await vi.waitFor(() => expect(handled('Dana')).toMatchObject({ how: 'snoozed' }), SLOW);
    await running.stop();
    // Another device of the same person.
    running = startApp(network, `keys-${crypto.randomUUID()}`);
    await expect.element(row('Dana'), SLOW).toBeVisible();
    await says(row('Dana'), /Snoozed until/);
    write('Dana', 'Actually, could we see it today at 5? We must sign by Friday.');
    await expect.element(act('Dana', 'Done'), SLOW).toBeVisible();
  });

  it('hands the lead to phone, messages and mail with the draft, and checks everything again at the tap', async () => {
    write('Dana', HOT);
    write('Nora', HOT, { timeZone: NIGHT });
    await open();
    await expect.element(act('Dana', 'Call'), SLOW).toBeVisible();
    const { device } = network;
    await act('Dana', 'Call').click();
    await vi.waitFor(() => expect(device.addresses.at(-1)).toBe('tel:+12125550123'));
    await act('Dana', 'Text').click();
    await vi.waitFor(() => expect(device.addresses.at(-1)).toMatch(/^sms:\+12125550123\?&body=\S{20,}/));
    await act('Dana', 'E-mail').click();
    await vi.waitFor(() => expect(device.addresses.at(-1)).toMatch(/^mailto:Dana@example\.com\?body=\S{20,}/));
    await page.getByRole('button', { name: 'Mark done' }).click();
    await says(row('Dana'), /Done just now/);
    const sent = device.addresses.length;
    await act('Nora', 'Text').click();
    await expect.element(page.getByText(/too early or too late to contact Nora R\./)).toBeVisible();
    await page.getByRole('button', { name: 'Snooze till then' }).click();
    await says(row('Nora'), /Snoozed until/);
    expect(device.addresses).toHaveLength(sent);
  });

  it('voids a draft when the lead has written since, and stops for good on a STOP', async () => {
    write('Dana', HOT);
    await open();
    await expect.element(act('Dana', 'Text'), SLOW).toBeVisible();
    await act('Dana', 'Snooze').click();
    await userEvent.keyboard('{Escape}');
    // The word is in the storage, the screen does not show it yet.
    const { state } = running.session;
    if (!('app' in state)) throw new Error('signed out');
    const { storage, analysis } = state.app;
    await analysis.stop();
    const newest = (text: string) => ({
      text,
      from: 'lead' as const,
      channel: 'sms' as const,
      sentAt: new Date().toISOString(),
    });
    await storage.edit([
      { entity: 'message', id: 'late', parent: 'Dana', set: newest('Wait, we changed our mind about Oak') },
    ]);
    await act('Dana', 'Text').click();
    await expect.element(page.getByText(/Dana R\. has written since this draft was made/)).toBeVisible();
    await storage.edit([{ entity: 'message', id: 'stop', parent: 'Dana', set: newest('STOP') }]);
    await act('Dana', 'Call').click();
    await expect.element(page.getByText(/asked not to be contacted/)).toBeVisible();
    expect(network.device.addresses).toEqual([]);
  });

  it('sends an approved message through the CRM, and queues it in sight while there is no network', async () => {
    write('Dana', HOT, { crmId: 'loc:con' });
    await open();
    await act('Dana', 'Send through GHL').click(SLOW);
    const sheet = page.getByRole('dialog', { name: 'Send to Dana R. through GHL' });
    await sheet.getByLabelText('Message').fill('Perfect for a Christian family');
    await says(sheet.getByRole('status'), /religion/);
    await sheet.getByLabelText('Message').fill('I can open Oak St at 5:30 today.');
    await expect.element(sheet.getByText('Checks: ok')).toBeVisible();
    await sheet.getByRole('button', { name: 'Send through GHL' }).click();
    await vi.waitFor(
      () =>
        expect([...network.outgoing.values()].map(({ text }) => text)).toEqual(['I can open Oak St at 5:30 today.']),
      SLOW,
    );

    network.online = false;
    window.dispatchEvent(new Event('offline'));
    await expect.element(page.getByText(/Offline since/)).toBeVisible();
    await act('Dana', 'Send through GHL').click();
    await sheet.getByLabelText('Message').fill('Or tomorrow at 9?');
    await sheet.getByRole('button', { name: 'Send when online' }).click();
    const outgoing = page.getByRole('list', { name: 'Messages through GHL' });
    await expect.element(outgoing.getByText('waits for the network')).toBeVisible();
    expect(network.outgoing.size).toBe(1);
    for (const one of network.outgoing.values()) Object.assign(one, { status: 'held', reason: 'opted_out' });
    network.online = true;
    window.dispatchEvent(new Event('online'));
    await expect.element(outgoing.getByText(/has opted out/), SLOW).toBeVisible();
    await vi.waitFor(() => expect(network.outgoing.size).toBe(2), SLOW);
    await outgoing.getByRole('button', { name: 'Dismiss' }).click();
    await expect.element(outgoing.getByText(/has opted out/)).not.toBeInTheDocument();
  });

  it('is worked off by keyboard alone, and moves nothing that the focus is on', async () => {
    write('Dana', HOT);
    write('Omar', HOT);
    await open();
    await expect.element(act('Omar', 'Done'), SLOW).toBeVisible();
    await expect.element(act('Dana', 'Done')).toBeVisible();
    await userEvent.keyboard('j');
    await vi.waitFor(() => expect(window.location.hash).toMatch(/^#\/lead\//));
    const first = window.location.hash.split('/')[2] as string;
    write('Zoe', HOT);
    await expect.element(page.getByRole('button', { name: '1 new' }), SLOW).toBeVisible();
    await expect.element(row('Zoe')).not.toBeInTheDocument();
    await userEvent.keyboard('n');
    await expect.element(row('Zoe')).toBeVisible();
    await userEvent.keyboard('e');
    await says(row(first), /Done just now/);
    const second = window.location.hash.split('/')[2] as string;
    expect(second).not.toBe(first);
    await userEvent.keyboard('s');
    await vi.waitFor(() => expect(document.activeElement?.closest('dialog')).not.toBeNull());
    const later = page.getByRole('dialog').getByRole('button', { name: /^Next week/ });
    (later.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await says(row(second), /Snoozed until/);
  });

  it('counts hot leads on the icon, and tells of a new one without its words, where the person wants it', async () => {
    await open();
    await page.getByRole('button', { name: 'Tell me about new hot leads' }).click();
    await expect.element(page.getByRole('button', { name: 'Stop telling me about hot leads' })).toBeVisible();
    vi.spyOn(running.env.visibility, 'hidden').mockReturnValue(true);
    write('Dana', `${HOT} We are ready to make an offer at asking today, please send the contract.`);
    await vi.waitFor(() => expect(network.device.badge).toBe(1), SLOW);
    expect(network.device.notices).toHaveLength(1);
    expect(network.device.notices[0]).toMatchObject({ title: 'Dana R. is ready now', href: '#/lead/Dana' });
    expect(JSON.stringify(network.device.notices)).not.toMatch(/Oak|450k|asking/);
  });

  it('fits a thumb at 390 px: nothing runs over, every target is 44 px', async () => {
    await page.viewport(390, 844);
    write('Dana', HOT, { crmId: 'loc:con', name: 'Dana R. with a very long name that goes on and on' });
    await open();
    await expect.element(row('Dana'), SLOW).toBeVisible();
    await vi.waitFor(() => expect(document.querySelectorAll('.do button').length).toBe(7));
    for (const width of [390, 320]) {
      await page.viewport(width, 844);
      for (const button of document.querySelectorAll('.do button')) {
        const { width: wide, height, right } = button.getBoundingClientRect();
        expect(Math.min(wide, height)).toBeGreaterThanOrEqual(44);
        expect(right).toBeLessThanOrEqual(width);
      }
    }
  });
});
