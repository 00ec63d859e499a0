import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { signIn } from '../../../testing/sign-in.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';
import { sharedOf } from '../../storage/shared-content.ts';

const SLOW = { timeout: 20_000 };
const CHAT = `Lead: is Oak St still available?
Me: yes, what is your budget?
Lead: we are pre-approved for 450k but the price is too high for us. can we see it tomorrow at 5?`;

describe('paste or write', { timeout: 40_000 }, () => {
  let network: FakeNetwork;
  let running: ReturnType<typeof startApp>;

  beforeEach(() => {
    window.location.hash = '#/paste';
    network = new FakeNetwork(new FakeSyncServer());
    running = startApp(network, `keys-${crypto.randomUUID()}`);
  });
  afterEach(() => running.stop());

  async function open() {
    await page.viewport(1280, 900);
    await signIn();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Add a conversation' }), SLOW).toBeVisible();
  }
  const chat = () => page.getByRole('textbox', { name: 'Chat', exact: true });
  const leads = () =>
    [...network.server.rows.values()].filter(({ entity, data }) => entity === 'lead' && !data['deleted']);

  it('reads a pasted chat at a pause, with why and what to answer, saves nothing, and saves as a lead with undo', async () => {
    await open();
    await chat().fill(CHAT);
    const result = page.getByRole('region', { name: 'What it says' });
    await expect.element(result.getByText(/^(Ready to close|Hot opportunity|Highly qualified) · /), SLOW).toBeVisible();
    await expect.element(page.getByRole('region', { name: 'Facts' }).getByText(/450,000/)).toBeVisible();
    const objections = page.getByRole('region', { name: 'Objections and answers' });
    await expect.element(objections.getByRole('heading', { name: 'Price' })).toBeVisible();
    await objections.getByRole('button', { name: 'Show the words' }).first().click();
    await vi.waitFor(() => expect(document.querySelector('mark.pointed')?.textContent).toMatch(/price|too high/));
    window.dispatchEvent(new Event('online'));
    await expect.element(page.getByText('In step').first(), SLOW).toBeVisible();
    expect(network.server.rows.size).toBe(0);

    await page.getByLabelText('Lead’s name').fill('Dana');
    await page.getByRole('button', { name: 'Save as lead' }).click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Dana' }), SLOW).toBeVisible();
    await vi.waitFor(() => expect(leads().map(({ data }) => data['name'])).toEqual(['Dana']), SLOW);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(chat()).toHaveValue(CHAT);
    await vi.waitFor(() => expect(leads()).toEqual([]), SLOW);
  });

  it('reads a conversation as it is written, by keyboard alone and without a network', async () => {
    await open();
    network.online = false;
    await page.getByRole('tab', { name: 'Paste' }).click();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('tab', { name: 'Write' })).toHaveFocus();
    await page.getByRole('textbox', { name: 'Message 1' }).fill('hello');
    const result = page.getByRole('region', { name: 'What it says' });
    await expect.element(result.getByText(/^Cold lead · /), SLOW).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('textbox', { name: 'Message 2' })).toHaveFocus();
    await expect
      .element(page.getByRole('group', { name: 'Who wrote message 2' }).getByText('Me'))
      .toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('Hi! What are you looking for?{Control>}{Enter}{/Control}');
    await userEvent.keyboard('We are pre-approved, lease ends Friday. Can we see Oak St today and make an offer?');
    await expect.element(result.getByText(/^(Ready to close|Hot opportunity) · /), SLOW).toBeVisible();
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.element(page.getByText('What it says shows here')).toBeVisible();
  });

  it('says what is missing where no message can be made out, and swaps who is who', async () => {
    await open();
    await chat().fill('11/2/26, 16:02 - Messages and calls are end-to-end encrypted');
    await expect.element(page.getByText(/No conversation could be made out/)).toBeVisible();
    await chat().fill('Ana: it is open now\nDana: we are pre-approved, can we see it today?\nAna: yes\nDana: great');
    const said = page.getByRole('region', { name: 'The words behind it' });
    await expect.element(said.getByText(/open now/)).toBeVisible();
    expect(said.element().querySelector('li.lead')?.textContent).toMatch(/open now/);
    await page.getByRole('button', { name: 'Swap lead and me' }).click();
    await vi.waitFor(() => expect(said.element().querySelector('li.lead')?.textContent).toMatch(/pre-approved/));
  });

  it('shows hostile text as text', async () => {
    await open();
    await chat().fill('Lead: <img src=x onerror="window.hacked=1"> 2 < 3, is it \u202Efree?');
    const said = page.getByRole('region', { name: 'The words behind it' });
    await expect.element(said.getByText(/2 < 3, is it free/)).toBeVisible();
    expect(document.querySelector('main img')).toBeNull();
    expect('hacked' in window).toBe(false);
  });

  it('takes what was shared while signed out, once someone has signed in, and what comes later at once', async () => {
    await running.env.shares.put(await sharedOf('', [new File([CHAT], 'WhatsApp Chat with Dana R.txt')]));
    await open();
    await expect.element(chat(), SLOW).toHaveValue(CHAT);
    await expect.element(page.getByLabelText('Lead’s name')).toHaveValue('Dana R');
    await expect.element(page.getByLabelText('Channel')).toHaveValue('whatsapp');
    await running.env.shares.put(await sharedOf('Lead: another one?', []));
    await expect.element(chat()).toHaveValue('Lead: another one?');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(chat()).toHaveValue(CHAT);
    const line = JSON.stringify({
      id: '1',
      name: 'Lee',
      messages: [{ from: 'lead', text: 'hi', sentAt: '2026-11-01T10:00:00Z' }],
    });
    await running.env.shares.put(await sharedOf('', [new File([line], 'chats.jsonl')]));
    await page.getByRole('button', { name: 'Import it' }).click();
    await expect.element(page.getByText(/1 conversation imported/), SLOW).toBeVisible();
  });
});
