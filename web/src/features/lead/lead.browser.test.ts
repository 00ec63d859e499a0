import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { signIn } from '../../../testing/sign-in.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';

const SLOW = { timeout: 15_000 };
const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

describe('the lead page', { timeout: 30_000 }, () => {
  let server: FakeSyncServer;
  let network: FakeNetwork;
  let running: ReturnType<typeof startApp>;

  beforeEach(async () => {
    await page.viewport(1280, 900);
    window.location.hash = '#/lead/l1';
    server = new FakeSyncServer();
    server.put('lead', 'l1', null, { name: 'Dana R.', phone: '+12025550143', createdAt: ago(5) });
    write('m1', 4, 'We are looking in Tracy, our max budget is $410,000.');
    server.put('message', 'm2', 'l1', {
      text: 'Happy to check. Are you pre-approved?',
      from: 'agent',
      channel: 'sms',
      sentAt: ago(3.9),
    });
    write('m3', 3, 'Yes, pre-approved. Can we see Oak St tomorrow?');
    write('m3b', 2, 'Elm is too expensive for us.');
    network = new FakeNetwork(server);
    running = startApp(network, `keys-${crypto.randomUUID()}`);
    await signIn();
    await expect.element(facts().getByText('up to $410,000'), SLOW).toBeVisible();
  });
  afterEach(() => running.stop());

  const write = (id: string, days: number, text: string) =>
    server.put('message', id, 'l1', { text, from: 'lead', channel: 'sms', sentAt: ago(days) });
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const facts = () => region('Facts');
  const rows = (entity: string) =>
    [...server.rows.values()].filter((row) => row.entity === entity).map((row) => row.data);
  const goOnline = () => {
    network.online = true;
    window.dispatchEvent(new Event('online'));
  };

  it('edits a fact by keyboard without a network: it wins, says by whom, syncs, and is undone', async () => {
    network.online = false;
    (page.getByRole('button', { name: 'Edit: Price' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    const most = page.getByRole('textbox', { name: 'Budget up to, in dollars' });
    await expect.element(most).toHaveFocus();
    await most.fill('plenty');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(/does not fit/)).toBeVisible();
    await most.fill('$500,000');
    await userEvent.keyboard('{Enter}');
    await expect.element(facts().getByText('up to $500,000'), SLOW).toBeVisible();
    await expect.element(facts().getByText(/edited by Ana Agent/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Edit: Price' })).toHaveFocus();
    goOnline();
    await expect.element(facts().getByText('waits to sync')).not.toBeInTheDocument();
    expect(rows('fact')).toMatchObject([{ key: 'budget_max', value: 500_000, editedBy: 'Ana Agent', deleted: false }]);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.element(facts().getByText('up to $410,000'), SLOW).toBeVisible();
    await expect.element(facts().getByText(/edited by/)).not.toBeInTheDocument();
  });

  it('opens the fact of a pane: the words that state it, or the form of what is not known', async () => {
    await page.getByRole('button', { name: /^Price: known/ }).click();
    await vi.waitFor(() => expect(document.querySelector('mark.pointed')?.textContent).toMatch(/410,000/));
    await page.getByRole('button', { name: /^Agent: unknown/ }).click();
    await page.getByLabelText('Has another agent').selectOptions('No');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.element(page.getByRole('button', { name: /^Agent: known/ }), SLOW).toBeVisible();
  });

  it('keeps tasks and the outcome, and the outcome teaches from before its day', async () => {
    const tasks = region('Tasks');
    await tasks.getByLabelText('New task').fill('Send the Oak St disclosures');
    await userEvent.keyboard('{Enter}');
    await tasks.getByRole('checkbox', { name: /^Done: Send the Oak/ }).click();
    await vi.waitFor(() => expect(rows('task')[0]?.['doneAt']).toBeTruthy());
    const outcome = region('Outcome');
    await outcome.getByRole('button', { name: 'Mark as lost' }).click();
    await outcome.getByLabelText('What lost it?').fill('Bought elsewhere');
    await outcome.getByRole('button', { name: 'Mark as lost' }).click();
    await expect.element(outcome.getByText('Bought elsewhere')).toBeVisible();
    await expect.element(outcome.getByText('Teaches the chance to close.')).toBeVisible();
    await expect.element(page.getByText(/Still near the stated prior: only 1 won and lost lead/), SLOW).toBeVisible();
    await vi.waitFor(() => expect(rows('outcome')[0]).toMatchObject({ outcome: 'lost', features: {} }));
    await outcome.getByRole('button', { name: 'Open again' }).click();
    await expect.element(outcome.getByText('Still open.')).toBeVisible();
    await expect.element(page.getByText(/no won or lost leads of this team/), SLOW).toBeVisible();
  });

  it('checks a draft as it is typed, answers the objection, and shows the scores over time with their table', async () => {
    const draft = page.getByRole('textbox', { name: /^Draft:/ }).first();
    await draft.fill('It is perfect for a Christian family.');
    await expect.element(page.getByText(/^Fair Housing: “.*Christian/i).first()).toBeVisible();
    await draft.fill('I can show you Oak St at five.');
    await expect.element(page.getByText(/^Fair Housing: “/)).not.toBeInTheDocument();
    await expect.element(region('Objections').getByRole('heading', { name: /^Price objection/ })).toBeVisible();
    await region('Over time').getByText('Over time').click();
    await expect.element(page.getByRole('img', { name: /^Health after each message: from/ }), SLOW).toBeVisible();
    await page.getByText('As a table').click();
    await region('Over time').getByRole('button').last().click();
    await vi.waitFor(() => expect(document.querySelector('[data-message="m3b"] .lit')).not.toBeNull());
  });

  it('stops at a refusal, shows its words, and lifts it only by a written consent, which is kept and undone', async () => {
    write('m4', 0.01, 'STOP');
    goOnline();
    const stop = page.getByRole('note').filter({ hasText: 'Do not write or call' });
    await expect.element(stop, SLOW).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Call' })).not.toBeInTheDocument();
    await stop.getByRole('button', { name: 'They consented again in writing' }).click();
    await page.getByLabelText('Where is it written?').fill('E-mail of today');
    await page.getByRole('button', { name: 'Record the consent' }).click();
    await expect.element(stop, SLOW).not.toBeInTheDocument();
    await expect.element(page.getByText(/^Consented again in writing.*E-mail of today/)).toBeVisible();
    await vi.waitFor(() => expect(rows('consent')).toMatchObject([{ channel: 'all', recordedBy: 'Ana Agent' }]));
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.element(stop, SLOW).toBeVisible();
  });

  it('fits a phone: one column, the ways to reach the lead at the bottom, nothing wider than the screen', async () => {
    await page.viewport(390, 844);
    const bar = page.getByRole('group', { name: 'Reach the lead' });
    await expect.element(bar.getByRole('link', { name: 'Call' })).toBeInViewport();
    const { bottom } = bar.element().getBoundingClientRect();
    expect(bottom).toBeGreaterThan(700);
    const detail = document.querySelector('.detail');
    expect(detail?.scrollWidth).toBeLessThanOrEqual(390);
    for (const button of facts().getByRole('button').elements())
      expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
  });
});
