import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeAdminServer } from '../../../testing/fake-admin-server.ts';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { signIn } from '../../../testing/sign-in.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';
import { messages } from '../../messages/messages.svelte.ts';
import { deviceIdOf } from '../alerts/device-id.ts';
import type { PushDevice } from '../alerts/push-device.ts';

const SCREENS = {
  team: 'Team',
  passkeys: 'Passkeys',
  ghl: 'GoHighLevel',
  privacy: 'Privacy',
  alerts: 'Alerts',
  keys: 'API keys',
};

describe('the screens of admins and of the team', () => {
  let network: FakeNetwork;
  let server: FakeAdminServer;
  let keys: string;
  let running: ReturnType<typeof startApp> | null = null;

  beforeEach(async () => {
    await page.viewport(1280, 900);
    window.location.hash = '#/more';
    const sync = new FakeSyncServer();
    sync.put('lead', 'l1', null, { name: 'Dana R.', email: 'dana@example.com', createdAt: '2026-11-20T10:00:00Z' });
    network = new FakeNetwork(sync);
    server = new FakeAdminServer();
    network.role = 'admin';
    network.answer = server.answer;
    keys = `keys-${crypto.randomUUID()}`;
  });
  afterEach(async () => {
    await running?.stop();
    running = null;
    await messages.use('en', ['en-US']);
  });

  async function open(hash: keyof typeof SCREENS | 'more') {
    running = startApp(network, keys);
    await signIn();
    await expect.element(page.getByRole('heading', { level: 1, name: 'More' })).toBeVisible();
    if (hash !== 'more') await goTo(hash);
  }
  async function goTo(hash: keyof typeof SCREENS) {
    window.location.hash = `#/${hash}`;
    await expect.element(page.getByRole('heading', { level: 1, name: SCREENS[hash] })).toBeVisible();
  }
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const lastAsked = () => server.asked.at(-1);

  it('have no findings of axe, nothing wider than a phone, and no raw words in Spanish', async () => {
    server.devices = [{ id: 'other', service: 'push.example', createdAt: Date.now() }];
    await open('more');
    await page.viewport(390, 844);
    for (const hash of Object.keys(SCREENS) as (keyof typeof SCREENS)[]) {
      await goTo(hash);
      await vi.waitFor(() => expect(document.querySelector('.detail .skeleton')).toBeNull());
      const { violations } = await axe.run(document.body);
      expect(violations.map(({ id, nodes }) => `${hash} ${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
      const detail = document.querySelector('.detail')!;
      expect(detail.scrollWidth, hash).toBeLessThanOrEqual(detail.clientWidth);
    }
    await messages.use('es', ['es-MX']);
    for (const hash of Object.keys(SCREENS)) {
      window.location.hash = `#/${hash}`;
      await vi.waitFor(() => expect(document.querySelector('.detail .skeleton')).toBeNull());
      expect(document.body.innerText).not.toMatch(/undefined|\[object|=>/);
    }
  });

  it('show an agent no links that they may not use, and their addresses say so', async () => {
    network.role = 'agent';
    await open('more');
    const places = page.getByRole('navigation', { name: 'Further screens' });
    await expect.element(places.getByRole('link', { name: 'Alerts' })).toBeVisible();
    for (const name of ['Team', 'GoHighLevel', 'Privacy', 'API keys'])
      await expect.element(places.getByRole('link', { name })).not.toBeInTheDocument();
    for (const hash of ['team', 'ghl', 'privacy', 'keys'] as const) {
      await goTo(hash);
      await expect.element(page.getByText('Only for admins')).toBeVisible();
    }
    await goTo('alerts');
    await expect.element(card('How you are told')).toBeVisible();
    await expect.element(card('Webhooks')).not.toBeInTheDocument();
    expect(server.asked).toEqual([]);
  });

  it('invite by a link that is shown once, withdraw it, and hold back what the server refuses', async () => {
    await open('team');
    const invites = card('Invites');
    await invites.getByRole('combobox', { name: 'Role' }).selectOptions('lead');
    await invites.getByRole('button', { name: 'Make a link' }).click();
    await expect
      .element(invites.getByLabelText('Invite link').last())
      .toHaveValue('https://leadlight.example/#/invite/token-token-token-token');
    expect(lastAsked()).toMatchObject({ body: { role: 'lead', validHours: 168 } });
    await invites.getByRole('button', { name: 'I have it' }).click();
    await expect.element(invites.getByLabelText('Invite link')).not.toBeInTheDocument();
    await invites.getByRole('button', { name: 'Withdraw' }).click();
    await expect.element(invites.getByText('No invite is open.')).toBeVisible();

    const unassigned = card('Team settings').getByRole('switch', { name: 'Agents see unassigned leads' });
    await expect.element(unassigned).toBeChecked();
    server.refusals.set('/api/team/settings', 'last_admin');
    await unassigned.click();
    await expect.element(page.getByText(/A team needs an admin/)).toBeVisible();
    await expect.element(unassigned).toBeChecked();
  });

  it('change a role and deactivate a member, each with its undo; a name is text', async () => {
    await open('team');
    const role = page.getByRole('combobox', { name: 'Role of Ben <b>Bold</b>' });
    await role.selectOptions('lead');
    expect(lastAsked()).toMatchObject({ path: '/api/team/members/u2/role', body: { role: 'lead' } });
    await button('Undo').click();
    await expect.element(role).toHaveValue('agent');
    await button(/^Deactivate Ben/).click();
    await page.getByRole('combobox', { name: 'Who gets their leads' }).selectOptions('u1');
    await button('Deactivate').last().click();
    await expect.element(page.getByText('Deactivated', { exact: true })).toBeVisible();
    expect(lastAsked()).toMatchObject({ path: '/api/team/members/u2/deactivate', body: { leadsTo: 'u1' } });
    await button('Undo').click();
    await expect.element(role).toBeVisible();
    expect(lastAsked()?.path).toBe('/api/team/members/u2/reactivate');
  });

  it('say offline what was last read, change nothing, and catch up when the network is back', async () => {
    await open('team');
    await expect.element(page.getByText('ben@example.com')).toBeVisible();
    network.online = false;
    await goTo('alerts');
    await expect.element(page.getByText(/This needs the server/).first()).toBeVisible();
    await goTo('team');
    await expect.element(page.getByText('ben@example.com')).toBeVisible();
    await expect.element(card('Members').getByText(/^\s*As of/)).toMatchTextContent(/No connection/);
    await page.getByRole('combobox', { name: /^Role of Ben/ }).selectOptions('admin');
    await expect.element(page.getByRole('combobox', { name: /^Role of Ben/ })).toHaveValue('agent');
    expect(server.asked).toEqual([]);
    network.online = true;
    window.dispatchEvent(new Event('online'));
    await expect.element(card('Members').getByText(/^\s*As of/)).not.toBeInTheDocument();
  });

  it('add a passkey of this device and remove it', async () => {
    network.makePasskey = () => Promise.resolve({ id: 'new' });
    await open('passkeys');
    await page.getByLabelText('Name').fill('Work tablet');
    await button('Add a passkey').click();
    await expect.element(page.getByText('Work tablet', { exact: true })).toBeVisible();
    expect(lastAsked()).toMatchObject({ body: { name: 'Work tablet', response: { id: 'new' } } });
    await button('Remove passkey Work tablet').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect.element(page.getByText('You have no passkey yet.')).toBeVisible();
  });

  it('connect GoHighLevel, show how far reading is, choose what is written, and run failed work again', async () => {
    await open('ghl');
    await expect.element(page.getByText('Reading the past: 340 of 1,000 messages.')).toBeVisible();
    await button('Stop reading').click();
    await expect.element(page.getByText(/^Reading was stopped after 340 messages\./)).toBeVisible();
    await button('Go on reading').click();
    await expect.element(page.getByText('Reading the past: 340 of 1,000 messages.')).toBeVisible();
    server.reading = [{ ...server.reading[0]!, mode: 'reconcile', phase: 'done', messages: 2, finishedAt: Date.now() }];
    await expect.element(page.getByText(/^In step: last checked/), { timeout: 10_000 }).toBeVisible();
    await button('Connect at GoHighLevel').click();
    await vi.waitFor(() => expect(network.device.addresses).toEqual(['https://crm.example/oauth']));

    await page.getByText('With a private integration token').click();
    await page.getByLabelText('Location ID').fill('loc-2');
    await page.getByLabelText('Token', { exact: true }).fill('a private token');
    await button('Connect').last().click();
    await expect.element(page.getByText('loc-2', { exact: true })).toBeVisible();
    expect(lastAsked()).toMatchObject({ body: { locationId: 'loc-2', token: 'a private token' } });

    await button('Make a workflow secret').first().click();
    await expect.element(page.getByRole('textbox', { name: 'Workflow secret' })).toHaveValue('workflow-secret-value');
    await page.getByRole('switch', { name: 'Tags', exact: true }).click();
    await vi.waitFor(() => expect(server.writeBack).toMatchObject({ tags: true, reconcileMinutes: 30 }));
    await button('Undo').click();
    await vi.waitFor(() => expect(server.writeBack).toMatchObject({ tags: false }));

    await page.getByRole('switch', { name: 'Stricter hours of the team' }).click();
    const hours = page.getByRole('form', { name: 'Stricter hours of the team' });
    await hours.getByLabelText('From').nth(1).fill('22:00');
    await button('Save hours').click();
    await expect.element(hours.getByRole('alert')).toBeVisible();
    await hours.getByLabelText('From').nth(1).fill('10:00');
    await button('Save hours').click();
    await vi.waitFor(() => expect(server.writeBack.hours?.[1]).toEqual([600, 1260]));
    await button('Undo').last().click();
    await vi.waitFor(() => expect(server.writeBack.hours).toBeNull());

    const failed = card('Failed for good');
    await expect.element(failed.getByText(/GoHighLevel refused/)).toBeVisible();
    await failed.getByRole('button', { name: 'Run again' }).click();
    await expect.element(failed.getByText('Nothing has failed.')).toBeVisible();

    await button('Disconnect').last().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect.element(page.getByText('loc-2', { exact: true })).not.toBeInTheDocument();
  });

  it('tell how the way over GoHighLevel’s own page ended', async () => {
    await open('more');
    window.location.hash = '#/ghl?failed=ghl_location_taken';
    await expect.element(page.getByRole('alert').getByText('This location belongs to another team.')).toBeVisible();
  });

  it('find a lead by name and erase it by keyboard alone, only once the word is typed; then the proof is lifted', async () => {
    await open('privacy');
    const who = page.getByLabelText('Who', { exact: true });
    await who.fill('nobody@example.com');
    await button('Export as JSON').click();
    await expect.element(page.getByText('The team holds nothing about this person.')).toBeVisible();

    await who.fill('dana');
    await userEvent.keyboard('{Tab} ');
    await expect.element(page.getByRole('radio', { name: /Dana R\./ })).toBeChecked();
    await userEvent.keyboard('{Tab}{Tab}{Tab}{Enter}');
    const dialog = page.getByRole('dialog', { name: 'Erase Dana R.' });
    await expect.element(dialog).toBeVisible();
    await dialog.getByLabelText('Type ERASE to go on').fill('eras');
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog.getByRole('button', { name: 'Erase for good' })).toBeDisabled();
    expect(lastAsked()?.path).toBe('/api/privacy/export');
    await userEvent.keyboard('e{Enter}');
    await expect.element(card('Erasures').getByText(/heard of 2 times since/)).toBeVisible();
    expect(lastAsked()).toMatchObject({ body: { who: { lead: 'l1' }, reason: 'request' } });
    await card('Erasures').getByRole('button', { name: 'Let in again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let in again' }).click();
    await expect.element(card('Erasures').getByText('No longer kept out.')).toBeVisible();
  });

  it('show an admin the team’s refused edits as text, whose they are and why; gone from the page, they are asked for again', async () => {
    const edit = { at: Date.now(), userId: 'u2', detail: 'rid', leadId: 'l1', entity: 'note', id: 'n1' };
    server.refused = [
      { ...edit, opId: 'o2', code: 'forbidden', set: { body: 'Called her <b>twice</b> on Elm St' } },
      { ...edit, opId: 'o1', code: 'erased', leadId: null, entity: null, id: null, set: null },
    ];
    await open('privacy');
    const refused = card('Refused edits of the team');
    await refused.getByRole('button', { name: 'Show refused edits' }).click();
    await expect.element(refused.getByText('Called her <b>twice</b> on Elm St')).toBeVisible();
    await expect.element(refused.getByText(/This member may not change it/)).toBeVisible();
    await expect.element(refused.getByText(/Ben <b>Bold<\/b> · .* · Note · Dana R\./)).toBeVisible();
    await expect.element(refused.getByText('No words of it are kept.')).toBeVisible();
    server.refused = [];
    await goTo('team');
    await goTo('privacy');
    await refused.getByRole('button', { name: 'Show refused edits' }).click();
    await expect.element(refused.getByText('Nothing was refused.')).toBeVisible();
  });

  it('show what a retention policy would remove before it is saved, and refuse what is no number of days', async () => {
    await open('privacy');
    const field = page.getByLabelText('Leads that ended');
    await field.fill('0');
    await expect.element(page.getByText(/A whole number of days/)).toBeVisible();
    await expect.element(button('Save the policy')).toBeDisabled();
    await field.fill('365');
    await button('See what would go').click();
    await expect.element(page.getByText(/3 leads · 1 event · 0 edits/)).toBeVisible();
    await button('Save the policy').click();
    await vi.waitFor(() => expect(server.policy).toMatchObject({ closedLeadDays: 365, inboxDays: 30 }));
    await button('Undo').click();
    await vi.waitFor(() => expect(server.policy).toMatchObject({ closedLeadDays: null }));
  });

  it('turn notifications on for this device, and say so when the browser refuses', async () => {
    const push = new FakePush();
    network.push = push;
    server.deviceId = await deviceIdOf(crypto, FakePush.ENDPOINT);
    push.answer = 'denied';
    await open('alerts');
    await button('Turn on for this device').click();
    await expect.element(card('Devices').getByText(/The browser blocks notifications/)).toBeVisible();
    expect(server.asked).toEqual([]);

    push.answer = 'granted';
    push.asked = 'default';
    await goTo('team');
    await goTo('alerts');
    await button('Turn on for this device').click();
    await expect.element(card('Devices').getByText('This device', { exact: true })).toBeVisible();
    expect(server.asked[0]).toMatchObject({ body: { endpoint: FakePush.ENDPOINT } });
    await vi.waitFor(() => expect(server.own).toEqual({ push: true, email: false }));
    await button('Turn off').click();
    await expect.element(page.getByText('No device takes notifications.')).toBeVisible();
    expect(await push.endpoint()).toBeNull();
  });

  it('add a webhook with its secret shown once, test it, and send a failed delivery again', async () => {
    await open('alerts');
    await page.getByLabelText('Address').fill('https://hooks.example/in');
    await page.getByRole('checkbox', { name: 'A message came in' }).click();
    await button('Add the webhook').click();
    await expect.element(page.getByRole('textbox', { name: 'Signing secret' })).toHaveValue('whsec-value');
    expect(lastAsked()).toMatchObject({ body: { events: ['message.received', 'lead.hot'] } });
    await button('Send a test').click();
    await expect.element(card('Deliveries').getByText('Failed')).toBeVisible();
    await button('Send again').click();
    await expect.element(card('Deliveries').getByText('Waiting')).toBeVisible();
    await card('Webhooks').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect.element(page.getByText('No webhooks yet.')).toBeVisible();
  });

  it('make an API key with scopes and an end, show its token once, and revoke it', async () => {
    await open('keys');
    await page.getByLabelText('Name').fill('Website form');
    await page.getByRole('checkbox', { name: 'Read messages' }).click();
    await page.getByRole('combobox', { name: 'Acts for' }).selectOptions('u2');
    await page.getByRole('combobox', { name: 'Valid for' }).selectOptions('never');
    await button('Make the key').click();
    await expect.element(page.getByRole('textbox', { name: 'Token' })).toHaveValue('ll_abc-the-whole-token');
    expect(lastAsked()?.body).toEqual({ name: 'Website form', scopes: ['leads:read'], member: 'u2', validDays: null });
    await button('I have it').click();
    await expect.element(page.getByRole('textbox', { name: 'Token' })).not.toBeInTheDocument();
    await button('Revoke Website form').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect.element(page.getByText('Revoked', { exact: true })).toBeVisible();
  });
});

class FakePush implements PushDevice {
  static readonly ENDPOINT = 'https://push.example/device';
  asked: NotificationPermission = 'default';
  /** What the person answers. */
  answer: NotificationPermission = 'granted';
  #endpoint: string | null = null;

  permission = () => this.asked;
  endpoint = () => Promise.resolve(this.#endpoint);
  subscribe = () => {
    this.asked = this.answer;
    if (this.answer !== 'granted') return Promise.resolve(null);
    this.#endpoint = FakePush.ENDPOINT;
    return Promise.resolve({ endpoint: FakePush.ENDPOINT, keys: { p256dh: 'x', auth: 'y' } });
  };
  unsubscribe = () => {
    this.#endpoint = null;
    return Promise.resolve();
  };
}
