import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { signIn } from '../../../testing/sign-in.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';

const SLOW = { timeout: 20_000 };

describe('the Settings screen', { timeout: 60_000 }, () => {
  let network: FakeNetwork;
  let running: ReturnType<typeof startApp>;

  beforeEach(async () => {
    await page.viewport(820, 1180);
    window.location.hash = '#/settings';
    const server = new FakeSyncServer();
    server.put('lead', 'l1', null, { name: 'Dana R.', createdAt: new Date().toISOString() });
    network = new FakeNetwork(server);
    network.conflicts = [
      {
        entity: 'lead',
        id: 'l1',
        parent: null,
        field: 'name',
        opId: 'o1',
        lost: 'Dana Reyes',
        at: Date.now(),
        mine: true,
      },
    ] as never;
    running = startApp(network, `keys-${crypto.randomUUID()}`);
    await signIn();
    await expect.element(page.getByRole('heading', { name: 'Settings', level: 1 }), SLOW).toBeVisible();
  });
  afterEach(() => running.stop());

  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const storage = () => {
    const { state } = running.session;
    if (state.kind !== 'open') throw new Error('not open');
    return state.app.storage;
  };

  it('lists what waits, keeps refused words to copy, retry or discard with undo, and has no axe finding', async () => {
    // The lead must have come before the network goes: its name is on what waits.
    await vi.waitFor(async () => expect(await storage().leads()).toHaveLength(1), SLOW);
    network.online = false;
    const note = { entity: 'note' as const, parent: 'l1' };
    await storage().edit([{ ...note, id: 'n1', set: { body: 'likes the porch' } }]);
    await card('Sync').getByText('1 edit waits for the server').click(SLOW);
    await expect.element(card('Sync').getByText('likes the porch')).toBeVisible();
    await expect.element(card('Sync').getByText('Note · Dana R.')).toBeVisible();

    network.server.refuse = (op) => (op.set['body'] === 'likes the porch' ? 'forbidden' : null);
    network.online = true;
    await card('Sync').getByRole('button', { name: 'Sync now' }).click();
    const refused = card('Refused edits');
    await expect.element(refused.getByText('likes the porch'), SLOW).toBeVisible();
    await refused.getByRole('button', { name: 'Discard' }).click();
    await expect.element(refused).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(refused.getByText('likes the porch'), SLOW).toBeVisible();
    const { violations } = await axe.run(document.body);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    network.server.refuse = () => null;
    await refused.getByRole('button', { name: 'Try again' }).click();
    await vi.waitFor(() => {
      expect([...network.server.rows.values()].map((row) => row.data['body'])).toContain('likes the porch');
    }, SLOW);
    await expect.element(refused).not.toBeInTheDocument();
  });

  it('settles a conflict by an edit that wins, and can keep what holds', async () => {
    const conflicts = card('Conflicts');
    await expect.element(conflicts.getByText('Dana Reyes'), SLOW).toBeVisible();
    await conflicts.getByRole('button', { name: 'Use mine' }).click();
    await expect.element(conflicts).not.toBeInTheDocument();
    await vi.waitFor(() => expect(network.server.rows.get('lead:l1')?.data['name']).toBe('Dana Reyes'), SLOW);
    await page.getByRole('button', { name: 'Undo' }).click();
    await vi.waitFor(() => expect(network.server.rows.get('lead:l1')?.data['name']).toBe('Dana R.'), SLOW);
    expect(network.conflicts).toEqual([]);
  });

  it('narrows the hours for good, and only ever narrows them', async () => {
    const hours = card('Quiet hours');
    await hours.getByText('Stricter states').click();
    await expect.element(hours.getByRole('row', { name: /^TX Mon–Sat 9:00.AM – 9:00.PM, Sun 12:00.PM/ })).toBeVisible();
    await hours.getByRole('switch', { name: 'Stricter hours of your own' }).click();
    await hours.getByLabelText('From').nth(1).fill('10:00');
    await hours.getByLabelText('To').nth(1).fill('09:00');
    await hours.getByRole('button', { name: 'Save hours' }).click();
    await expect.element(hours.getByRole('alert')).toBeVisible();
    await hours.getByLabelText('To').nth(1).fill('18:00');
    await hours.getByRole('button', { name: 'Save hours' }).click();
    await expect.element(page.getByText('Your hours hold.', { exact: false })).toBeVisible();
    const { state } = running.session;
    const tuning = state.kind === 'open' ? await state.app.tuning.load() : null;
    expect(tuning?.hours?.slice(0, 3)).toEqual([
      [480, 1260],
      [600, 1080],
      [480, 1260],
    ]);
  });

  it('brings a sealed file back, asking for its passphrase', async () => {
    const links: HTMLAnchorElement[] = [];
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      links.push(this);
    });
    const backup = card('Everything, as a file');
    await backup.getByLabelText('Passphrase of the file').fill('four odd words');
    await backup.getByRole('button', { name: 'Export sealed' }).click();
    await expect.element(page.getByText('Exported. Keep the passphrase.'), SLOW).toBeVisible();
    clicked.mockRestore();
    expect(links[0]?.download).toMatch(/^leadlight-.*\.sealed\.json$/);
    const text = await (await fetch(links[0]!.href)).text();
    expect(text).not.toContain('Dana');
    await storage().edit([{ entity: 'lead', id: 'l1', parent: null, set: { deleted: true } }]);
    await backup.getByLabelText('Import such a file').upload(new File([text], 'all.json'));
    await backup.getByLabelText('Passphrase of this file').fill('another one');
    await backup.getByRole('button', { name: 'Open and import' }).click();
    await expect.element(backup.getByRole('alert'), SLOW).toBeVisible();
    await backup.getByLabelText('Passphrase of this file').fill('four odd words');
    await backup.getByRole('button', { name: 'Open and import' }).click();
    await expect.element(page.getByText('1 record imported'), SLOW).toBeVisible();
    expect((await storage().one('lead', 'l1'))?.data.name).toBe('Dana R.');
  });

  it('offers to install, and puts a new version in place only in a quiet moment or when told to', async () => {
    const prompt = vi.fn(() => Promise.resolve());
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt,
      userChoice: Promise.resolve({ outcome: 'accepted' }),
    });
    window.dispatchEvent(offer);
    expect(offer.defaultPrevented).toBe(true);
    await card('App').getByRole('button', { name: 'Install Leadlight' }).click();
    await expect.element(page.getByText('Leadlight is installed on this device.')).toBeVisible();
    expect(prompt).toHaveBeenCalledOnce();

    const { updates } = running.env;
    const apply = vi.fn();
    let others = true;
    updates.offer({ apply, alone: () => Promise.resolve(!others) });
    await expect.element(page.getByRole('link', { name: 'New version' })).toBeVisible();
    await updates.applyIfQuiet(false);
    await updates.applyIfQuiet(true);
    expect(apply).not.toHaveBeenCalled();
    others = false;
    await updates.applyIfQuiet(true);
    expect(apply).toHaveBeenCalledOnce();
    updates.offer({ apply, alone: () => Promise.resolve(false) });
    await card('App').getByRole('button', { name: 'Put it in place now' }).click();
    expect(apply).toHaveBeenCalledTimes(2);
  });
});
