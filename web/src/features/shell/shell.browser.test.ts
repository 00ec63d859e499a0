import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mount, unmount } from 'svelte';
import { page, userEvent } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { signIn } from '../../../testing/sign-in.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';
import { messages } from '../../messages/messages.svelte.ts';
import { LazyScreen } from './lazy-screen.svelte.ts';
import ScreenView from './ScreenView.svelte';

describe('the shell', () => {
  let network: FakeNetwork;
  let keys: string;
  let running: ReturnType<typeof startApp> | null = null;
  beforeEach(async () => {
    await page.viewport(1280, 900);
    window.location.hash = '';
    network = new FakeNetwork(new FakeSyncServer());
    keys = `keys-${crypto.randomUUID()}`;
  });
  afterEach(async () => {
    await running?.stop();
    running = null;
    await messages.use('en', ['en-US']);
  });

  it('shows the tour once on a device, in three steps, and then Today', async () => {
    const device: Record<string, string> = {};
    running = startApp(network, keys, device);
    await signIn();
    await expect.element(page.getByText('Step 1 of 3')).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await running.stop();
    window.location.hash = '';
    running = startApp(network, keys, device);
    await expect.element(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await expect.element(page.getByText(/^Step/)).not.toBeInTheDocument();
  });

  it('the tour can be skipped, and a link to a screen is followed instead of it', async () => {
    const device: Record<string, string> = {};
    window.location.hash = '#/settings';
    running = startApp(network, keys, device);
    await signIn();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    window.location.hash = '#/tour';
    await page.getByRole('button', { name: 'Skip' }).click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    expect(device['leadlight.tour']).toBe('seen');
  });

  it('turns to Spanish and back in Settings, remembers it, and names no raw key', async () => {
    const device = { 'leadlight.tour': 'seen' };
    running = startApp(network, keys, device);
    await signIn();
    window.location.hash = '#/settings';
    await page.getByLabelText('Language').selectOptions('es');
    await expect.element(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible();
    expect(document.documentElement.lang).toBe('es');
    expect(device).toMatchObject({ 'leadlight.language': 'es' });
    const names = {
      today: 'Hoy',
      leads: 'Contactos',
      paste: 'Agregar una conversación',
      insights: 'Análisis',
      more: 'Más',
    };
    for (const [hash, name] of Object.entries(names)) {
      window.location.hash = `#/${hash}`;
      await expect.element(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
      expect(document.body.innerText).not.toMatch(/undefined|\[object|=>|\b[a-z]+\.[a-z]+[A-Z]\w*/);
    }
    window.location.hash = '#/settings';
    await page.getByLabelText('Idioma').selectOptions('en');
    await expect.element(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await page.getByLabelText('Appearance').selectOptions('dark');
    await vi.waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
    await page.getByLabelText('Appearance').selectOptions('auto');
  });

  it('says when a screen cannot be loaded, and loads it when asked again', async () => {
    let online = false;
    const load = vi.fn(async () => {
      if (!online) throw new TypeError('Failed to fetch dynamically imported module');
      return import('./InsecurePage.svelte');
    });
    const screen = new LazyScreen({ load, words: [], skeleton: 'page' });
    const view = mount(ScreenView, { target: document.body, props: { screen, props: { host: 'example' } } });
    await expect.element(page.getByRole('alert')).toBeVisible();
    expect(load).toHaveBeenCalledOnce();
    online = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByRole('heading', { name: /needs a secure address/ })).toBeVisible();
    expect(load).toHaveBeenCalledTimes(2);
    await unmount(view);
  });

  it('shows the keys of the screen beside those that hold everywhere, and runs them', async () => {
    running = startApp(network, keys);
    await signIn();
    window.location.hash = '#/leads';
    await expect.element(page.getByText('No leads yet')).toBeVisible();
    await userEvent.keyboard('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await expect.element(sheet.getByText('Everywhere')).toBeVisible();
    await expect.element(sheet.getByText('Next lead')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    window.location.hash = '#/more';
    await expect.element(page.getByRole('heading', { level: 1, name: 'More' })).toBeVisible();
    await userEvent.keyboard('?');
    await expect.element(sheet.getByText('Everywhere')).toBeVisible();
    await expect.element(sheet.getByText('Next lead')).not.toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
  });
});
