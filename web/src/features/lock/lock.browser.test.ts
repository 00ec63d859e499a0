import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';
import { wordsOnDisk } from '../../../testing/words-on-disk.ts';
import type { PasskeySecrets } from './passkey-secrets.ts';

const SLOW = { timeout: 20_000 };
const PHRASE = 'porch lemon tuba sky';
const MINUTE = 60_000;

describe('the lock of the device', { timeout: 60_000 }, () => {
  let network: FakeNetwork;
  let keys: string;
  let running: ReturnType<typeof startApp>;

  beforeEach(async () => {
    await page.viewport(820, 1180);
    window.location.hash = '#/settings';
    const server = new FakeSyncServer();
    const now = new Date().toISOString();
    server.put('lead', 'l1', null, { name: 'Dana R.', createdAt: now });
    network = new FakeNetwork(server);
    keys = `keys-${crypto.randomUUID()}`;
    running = startApp(network, keys);
    await page.getByLabelText('E-mail').fill('ana@example.com');
    await signIn();
    await expect.element(page.getByRole('heading', { name: 'Settings', level: 1 }), SLOW).toBeVisible();
  });
  afterEach(() => running.stop());

  async function signIn() {
    await page.getByLabelText('Password').fill('right');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }
  async function setPassphrase() {
    await page.getByRole('button', { name: 'Set a passphrase' }).click();
    await page.getByLabelText('New passphrase').fill(PHRASE);
    await page.getByLabelText('The same once more').fill(PHRASE);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByText('This device now locks.'), SLOW).toBeVisible();
  }
  async function restart() {
    await running.stop();
    running = startApp(network, keys);
  }
  const passphraseField = () => page.getByLabelText('Passphrase', { exact: true });
  async function unlock(words = PHRASE) {
    await passphraseField().fill(words);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  }
  const lockedPage = () => expect.element(page.getByRole('heading', { name: 'Locked' }), SLOW).toBeVisible();
  const openPage = () => expect.element(page.getByRole('link', { name: /Dana R\./ }).first(), SLOW).toBeVisible();

  it('refuses what is short or mistyped, then locks and unlocks by keyboard with no network', async () => {
    await page.getByRole('button', { name: 'Set a passphrase' }).click();
    await page.getByLabelText('New passphrase').fill('short');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByRole('alert').getByText(/8 characters/)).toBeVisible();
    await page.getByLabelText('New passphrase').fill(PHRASE);
    await page.getByLabelText('The same once more').fill('another phrase');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByRole('alert').getByText(/do not match/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await setPassphrase();
    window.location.hash = '#/leads';
    await openPage();
    network.online = false;
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('L');
    await lockedPage();
    expect(document.body.textContent).not.toContain('Dana');
    expect(document.title).not.toContain('Dana');
    expect(running.session.state.kind).toBe('locked');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('name')).toBe('passphrase'));
    await userEvent.keyboard(`${PHRASE}{Enter}`);
    await openPage();
  });

  it('asks at every start, opens nothing before, and tells a wrong passphrase and the growing wait', async () => {
    await setPassphrase();
    await restart();
    await lockedPage();
    for (let i = 0; i < 3; i++) {
      await unlock('not the phrase');
      await expect.element(page.getByText('That is not the passphrase.', { exact: false }), SLOW).toBeVisible();
      await vi.waitFor(() => expect(passphraseField().element()).toHaveValue(''), SLOW);
    }
    await expect.element(page.getByText(/^Wait \d seconds?/), SLOW).toBeVisible();
    await restart();
    await expect.element(page.getByText(/^Wait \d seconds?/), SLOW).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Unlock', exact: true })).toBeDisabled();
    network.clockMoved += 6000;
    await expect.element(page.getByRole('button', { name: 'Unlock', exact: true }), SLOW).toBeEnabled();
    await unlock();
    await expect.element(page.getByRole('heading', { name: 'Settings', level: 1 }), SLOW).toBeVisible();
  });

  it('locks when nobody has touched it for as long as is set, and every other tab with it', async () => {
    await setPassphrase();
    await page.getByLabelText('Lock by itself after').selectOptions('5 minutes');
    const other = startApp(network, keys);
    await lockedPage();
    await unlock();
    await vi.waitFor(() => expect(other.session.state.kind).toBe('open'), SLOW);
    network.clockMoved += 4 * MINUTE;
    running.clock.now = running.env.nowMillis();
    await new Promise((next) => setTimeout(next, 50));
    expect(running.session.state.kind).toBe('open');
    network.clockMoved += MINUTE;
    running.clock.now = running.env.nowMillis();
    await vi.waitFor(() => {
      expect(running.session.state.kind).toBe('locked');
      expect(other.session.state.kind).toBe('locked');
    }, SLOW);
    await other.stop();
  });

  it('unlocks and proves by a passkey, and can be taken away', async () => {
    const answer = { way: 'passkey' as const, credentialId: 'c', salt: 's' };
    const secrets: PasskeySecrets = {
      make: () => Promise.resolve({ ...answer, prf: new Uint8Array(32).fill(5) }),
      ask: () => Promise.resolve({ ...answer, prf: new Uint8Array(32).fill(5) }),
    };
    network.passkeySecrets = secrets;
    await restart();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByText('This device now locks.'), SLOW).toBeVisible();
    await page.getByRole('region', { name: 'Lock' }).getByRole('button', { name: 'Lock now' }).click();
    await lockedPage();
    await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
    await page.getByRole('button', { name: 'Remove the passkey' }).click(SLOW);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByText('This device no longer locks.'), SLOW).toBeVisible();
    await restart();
    await expect.element(page.getByRole('heading', { name: 'Settings', level: 1 }), SLOW).toBeVisible();
  });

  it('loses with a lost passphrase nothing that the server holds, and tells first what it does not', async () => {
    window.location.hash = '#/lead/l1';
    await page.getByRole('textbox', { name: 'New note' }).fill('already sent');
    await page.getByRole('button', { name: 'Save note' }).click();
    await vi.waitFor(
      () => expect([...network.server.rows.values()].some((row) => row.entity === 'note')).toBe(true),
      SLOW,
    );
    network.online = false;
    await page.getByRole('textbox', { name: 'New note' }).fill('never sent');
    await page.getByRole('button', { name: 'Save note' }).click();
    await expect.element(page.getByText(/1 edit waiting/), SLOW).toBeVisible();
    window.location.hash = '#/settings';
    await setPassphrase();
    await page.getByRole('region', { name: 'Lock' }).getByRole('button', { name: 'Lock now' }).click();
    await page.getByRole('button', { name: 'Passphrase lost?' }).click(SLOW);
    await expect.element(page.getByText(/1 edit was never sent/), SLOW).toBeVisible();
    await page.getByRole('button', { name: 'Back to unlocking' }).click();
    await lockedPage();
    await page.getByRole('button', { name: 'Passphrase lost?' }).click();
    await page.getByLabelText('E-mail').fill('ana@example.com');
    await signIn();
    // Without the network nothing is given up.
    await expect.element(page.getByRole('alert'), SLOW).toBeVisible();
    expect(await running.env.keyStore.ways('t1:u1')).toEqual(['passphrase']);
    network.online = true;
    await signIn();
    window.location.hash = '#/lead/l1';
    await expect.element(page.getByText('already sent'), SLOW).toBeVisible();
    await expect.element(page.getByText('never sent')).not.toBeInTheDocument();
    expect(await running.env.keyStore.ways('t1:u1')).toEqual([]);
  });

  it('keeps the words of a draft over a lock, sealed', async () => {
    const { state } = running.session;
    if (state.kind !== 'open') throw new Error('not open');
    await setPassphrase();
    state.app.drafts.set('l1/call_now', { text: 'half a sen', madeFor: 'm1' });
    await running.session.lock();
    await lockedPage();
    await unlock();
    await vi.waitFor(() => {
      const open = running.session.state;
      expect(open.kind === 'open' && open.app !== state.app && open.app.drafts.get('l1/call_now')?.text).toBe(
        'half a sen',
      );
    }, SLOW);
  });

  it('tells a locked person how many changes wait, without their words, and shows them once unlocked', async () => {
    await setPassphrase();
    await running.session.lock();
    await lockedPage();
    const requests = network.server.requests.length;
    network.server.put('lead', 'l2', null, { name: 'Kim Secret', createdAt: new Date().toISOString() });
    network.server.put('message', 'm2', 'l2', { text: 'a secret word', from: 'lead', channel: 'sms' });
    await expect.element(page.getByText('2 changes wait'), SLOW).toBeVisible();
    expect(document.body.textContent).not.toContain('ecret');
    // Asked how many, never what.
    expect(network.server.requests).toHaveLength(requests);
    network.online = false;
    window.dispatchEvent(new Event('offline'));
    await expect.element(page.getByText('2 changes wait')).not.toBeInTheDocument();
    network.online = true;
    window.location.hash = '#/leads';
    await unlock();
    await expect.element(page.getByRole('link', { name: /Kim Secret/ }).first(), SLOW).toBeVisible();
  });

  it('keeps what is shared into the locked app sealed, and hands it over once unlocked', async () => {
    await setPassphrase();
    await vi.waitFor(async () => expect(await wordsOnDisk()).toContain('t1:u1'), SLOW);
    await running.session.lock();
    await lockedPage();
    await running.env.shares.put({ kind: 'content', text: 'Lead: my gate code is tangerine-44', files: [] });
    const kept = await wordsOnDisk();
    // The search of the disk does find what lies there open.
    expect(kept).toContain('t1:u1');
    expect(kept).not.toContain('tangerine');
    window.location.hash = '#/paste';
    await unlock();
    await vi.waitFor(() => {
      const fields = [...document.querySelectorAll('textarea')].map(({ value }) => value);
      expect(`${fields.join()} ${document.body.textContent}`).toContain('tangerine-44');
    }, SLOW);
  });

  it('says so when the browser has cleared the device', async () => {
    await vi.waitFor(() => expect(network.held).toBe(0), SLOW);
    network.held = 2;
    await running.stop();
    keys = `keys-${crypto.randomUUID()}`;
    running = startApp(network, keys);
    await expect
      .element(page.getByText(/cleared this device’s storage.*2 edits that were not sent/), SLOW)
      .toBeVisible();
    await vi.waitFor(() => expect(running.session.state.kind).toBe('open'), SLOW);
  });
});
