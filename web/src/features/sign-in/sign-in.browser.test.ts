import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';

const TOKEN = 'invite-token-invite-token';

describe('ways in and out', () => {
  let network: FakeNetwork;
  let keys: string;
  let running: ReturnType<typeof startApp> | null = null;
  beforeEach(() => {
    window.location.hash = '#/leads';
    network = new FakeNetwork(new FakeSyncServer());
    keys = `keys-${crypto.randomUUID()}`;
  });
  afterEach(async () => {
    await running?.stop();
    running = null;
  });

  const signIn = async () => {
    await page.getByLabelText('E-mail').fill('ana@example.com');
    await page.getByLabelText('Password', { exact: true }).fill(network.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

  it('wipes what the device holds when the team shuts the account out, unsent edits too', async () => {
    const before = await databases();
    running = startApp(network, keys);
    await signIn();
    network.server.put('lead', 'l1', null, { name: 'Dana R.' });
    window.dispatchEvent(new Event('online'));
    await page.getByRole('link', { name: /Dana R\./ }).click();
    network.online = false;
    await page.getByRole('textbox', { name: 'New note' }).fill('Likes the porch');
    await page.getByRole('button', { name: 'Save note' }).click();
    await expect.element(page.getByText('waits to sync').first()).toBeVisible();
    // The key store, the inbox of shares, and the account's own.
    expect((await databases()).filter((name) => !before.includes(name))).toHaveLength(3);

    network.deactivated = true;
    network.online = true;
    window.dispatchEvent(new Event('online'));
    await expect.element(page.getByRole('alert').getByText(/deactivated in its team/)).toBeVisible();
    await expect.element(page.getByText('Dana R.')).not.toBeInTheDocument();
    expect((await databases()).filter((name) => !before.includes(name))).toEqual([keys, `${keys}-shares`]);
    expect(await running.env.keyStore.current()).toBeNull();

    await running.stop();
    network.online = false;
    running = startApp(network, keys);
    await expect.element(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  });

  it('wipes as well when the account finds out by signing in again', async () => {
    running = startApp(network, keys);
    await signIn();
    await expect.element(page.getByText('No leads yet')).toBeVisible();
    network.signedIn = false;
    window.dispatchEvent(new Event('online'));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    network.deactivated = true;
    await signIn();
    await expect
      .element(
        page
          .getByRole('alert')
          .getByText(/deactivated in its team/)
          .first(),
      )
      .toBeVisible();
    await vi.waitFor(async () => expect(await running?.env.keyStore.current()).toBeNull());
  });

  it('signs in with a passkey, and says when it was refused or none was chosen', async () => {
    network.passkey = { id: 'unknown' };
    running = startApp(network, keys);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect.element(page.getByRole('alert').getByText(/could not be verified/)).toBeVisible();
    network.passkey = { id: 'known' };
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect.element(page.getByText('No leads yet')).toBeVisible();
  });

  it('offers no passkey where the browser knows none', async () => {
    running = startApp(network, keys);
    await expect.element(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Sign in with a passkey' })).not.toBeInTheDocument();
  });

  it('joins a team by an invite and is signed in; the link works once', async () => {
    network.invites.add(TOKEN);
    window.location.hash = `#/invite/${TOKEN}`;
    running = startApp(network, keys);
    await expect.element(page.getByRole('heading', { name: 'Join North office as an agent' })).toBeVisible();
    await page.getByLabelText('Your name').fill('Ana Agent');
    await page.getByLabelText('Your e-mail').fill('ana@example.com');
    await page.getByLabelText(/^A password/).fill('a long enough one');
    await page.getByRole('button', { name: 'Join' }).click();
    await expect.element(page.getByText('No leads yet')).toBeVisible();
    expect(window.location.hash).toBe('#/leads');
    await running.stop();
    network.signedIn = false;
    window.location.hash = `#/invite/${TOKEN}`;
    running = startApp(network, `keys-${crypto.randomUUID()}`);
    await expect.element(page.getByRole('alert').getByText(/invite was used/)).toBeVisible();
  });
});
