import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { startWithDana } from '../../../testing/sign-in.ts';
import { startApp, type FakeNetwork } from '../../../testing/test-env.ts';

const SLOW = { timeout: 15_000 };

describe('correcting what was read', { timeout: 30_000 }, () => {
  let network: FakeNetwork;
  let keys: string;
  let running: ReturnType<typeof startApp>;

  beforeEach(async () => {
    ({ network, keys, running } = await startWithDana());
    await openLead();
  });
  afterEach(() => running.stop());

  async function openLead() {
    await page.getByRole('link', { name: /Dana R\..*(Ready|Hot|Highly|Engaged|Warming)/ }).click(SLOW);
    await expect.element(labels()).toBeVisible();
  }
  const labels = () => page.getByRole('group', { name: 'Read as' });
  const label = (name: string | RegExp) => labels().getByRole('button', { name });
  const choices = () => page.getByRole('group', { name: 'The right label' });

  it('takes two taps, shows what was corrected, outlives a restart, and is undone by the toast', async () => {
    await label('viewing').click();
    await expect.element(choices().getByText(/viewing.*% sure/)).toBeVisible();
    await choices().getByRole('button', { name: 'buying' }).click();
    await expect.element(label('buying corrected')).toBeVisible();
    await expect.element(label('viewing')).not.toBeInTheDocument();
    await expect.element(page.getByText('Corrected: “buying” instead of “viewing”.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(label('viewing')).toBeVisible();
    await expect.element(label(/corrected/)).not.toBeInTheDocument();

    await label('viewing').click();
    await choices().getByRole('button', { name: 'Not “viewing”' }).click();
    await expect.element(label('viewing')).not.toBeInTheDocument();
    await running.stop();
    running = startApp(network, keys);
    await expect.element(labels()).toBeVisible();
    await expect.element(label('viewing')).not.toBeInTheDocument();
    await label('Add').click();
    await choices().getByRole('button', { name: 'viewing' }).click();
    await expect.element(label('viewing')).toBeVisible();
    await expect.element(label(/corrected/)).not.toBeInTheDocument();
  });

  it('works by keyboard: the choices take the focus, Escape gives it back and stays on the lead', async () => {
    (label('viewing').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Not “viewing”'));
    await userEvent.keyboard('{Escape}');
    await expect.element(choices()).not.toBeInTheDocument();
    await expect.element(label('viewing')).toHaveFocus();
    expect(window.location.hash).toBe('#/lead/l1');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Not “viewing”'));
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.element(label(/corrected/)).toBeVisible();
    expect(labels().element().contains(document.activeElement)).toBe(true);
  });

  it('is synced: what is corrected here goes to the team, what another device corrects shows here', async () => {
    await label('viewing').click();
    await choices().getByRole('button', { name: 'buying' }).click();
    const record = () => network.server.rows.get('correction:label:m1:intents');
    await vi.waitFor(() => expect(record()).toMatchObject({ parent: 'l1', data: { was: ['showing'], gold: ['buy'] } }));
    network.server.put('correction', 'label:m1:intents', 'l1', { gold: ['sell'], at: new Date().toISOString() });
    window.dispatchEvent(new Event('online'));
    await expect.element(label('selling corrected')).toBeVisible();
  });

  it('has targets for a thumb', async () => {
    await label('viewing').click();
    const buttons = [...labels().getByRole('button').elements(), ...choices().getByRole('button').elements()];
    for (const button of buttons) expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
  });

  it('takes a verdict on a proposed action, and takes it back', async () => {
    const verdict = page.getByRole('group', { name: 'Was this the right thing to propose?' }).first();
    const no = verdict.getByRole('button', { name: 'No' });
    await no.click();
    await expect.element(no).toHaveAttribute('aria-pressed', 'true');
    await verdict.getByRole('button', { name: 'Yes' }).click();
    await expect.element(no).toHaveAttribute('aria-pressed', 'false');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.element(no).toHaveAttribute('aria-pressed', 'true');
    await no.click();
    await expect.element(no).toHaveAttribute('aria-pressed', 'false');
  });
});
