import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';

const SLOW = { timeout: 15_000 };
const at = (i: number) => new Date(Date.UTC(2026, 9, 1) + i * 3600_000).toISOString();

describe('the leads', () => {
  let network: FakeNetwork;
  let running: ReturnType<typeof startApp>;

  beforeEach(async () => {
    await page.viewport(1280, 900);
    window.location.hash = '#/leads';
    network = new FakeNetwork(new FakeSyncServer());
    network.role = 'lead';
    network.signedIn = true;
  });
  afterEach(() => running.stop());

  /** Leads with a name, a source and a message each, on the server before the app starts. */
  function begin(leads: readonly [name: string, source: string, text: string][]) {
    leads.forEach(([name, source, text], i) => {
      network.server.put('lead', `l${i}`, null, { name, source, phone: `+1415555${1000 + i}`, createdAt: at(i) });
      network.server.put('message', `m${i}`, `l${i}`, { text, from: 'lead', channel: 'sms', sentAt: at(i) });
    });
    running = startApp(network, `keys-${crypto.randomUUID()}`);
  }
  const few = () =>
    begin([
      ['Dana Reyes', 'Zillow', 'We are pre-approved for 450k and must be out Friday. Can we see Oak St today?'],
      ['José Núñez', 'Referral', 'The price is too high for us, honestly. Does it have a sauna?'],
      ['Kim Lee', 'Zillow', 'just looking around for now, thanks'],
    ]);
  const row = (name: string | RegExp) => page.getByRole('row', { name });
  const box = (name: string) => page.getByRole('checkbox', { name: `Select ${name}` });

  it('finds what was written, without a network, and shows the words; names and phones too', async () => {
    few();
    await expect.element(row(/Dana Reyes/), SLOW).toBeVisible();
    network.online = false;
    const search = page.getByRole('searchbox');
    await search.fill('saun');
    await expect.element(row(/José Núñez.*Does it have a sauna/), SLOW).toBeVisible();
    await expect.element(row(/Dana Reyes/)).not.toBeInTheDocument();
    await search.fill('nunez price');
    await expect.element(row(/José Núñez/)).toBeVisible();
    await search.fill('415555100');
    await expect.element(page.getByText('3 leads')).toBeVisible();
    await search.fill('4155551002');
    await expect.element(row(/Kim Lee/)).toBeVisible();
    await expect.element(page.getByText('1 lead', { exact: true })).toBeVisible();
  });

  it('keeps the index in step: a message that comes is found, one of a lead that is gone is not', async () => {
    few();
    await page.getByRole('searchbox').fill('gazebo');
    await expect.element(page.getByText(/No lead matches/), SLOW).toBeVisible();
    network.server.put('message', 'm9', 'l2', {
      text: 'is there a gazebo?',
      from: 'lead',
      channel: 'sms',
      sentAt: at(9),
    });
    window.dispatchEvent(new Event('online'));
    await expect.element(row(/Kim Lee.*gazebo/), SLOW).toBeVisible();
    network.server.evict('message', 'm9');
    window.dispatchEvent(new Event('online'));
    await expect.element(page.getByText(/No lead matches/), SLOW).toBeVisible();
  });

  it('narrows, saves that as a view with no network, takes a deleted one back, and has it on a second device', async () => {
    few();
    await expect.element(row(/José Núñez.*(Warming|Engaged|Cold)/), SLOW).toBeVisible();
    await userEvent.keyboard('f');
    const sheet = page.getByRole('dialog', { name: 'Filters' });
    await sheet
      .getByRole('group', { name: 'Source' })
      .getByRole('button', { name: /Zillow/ })
      .click();
    network.online = false;
    await sheet.getByLabelText('Name of the view').fill('Portal');
    await sheet.getByRole('button', { name: 'Save view' }).click();
    await expect.element(row(/José Núñez/)).not.toBeInTheDocument();
    await expect.element(page.getByText('2 leads')).toBeVisible();
    await page.getByRole('button', { name: 'All leads' }).click();
    await expect.element(row(/José Núñez/)).toBeVisible();
    await page.getByRole('button', { name: 'Portal', exact: true }).click();
    await expect.element(row(/José Núñez/)).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Delete the view “Portal”' }).click();
    await expect.element(page.getByRole('button', { name: 'Portal', exact: true })).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.element(page.getByRole('button', { name: 'Portal', exact: true })).toBeVisible();
    network.online = true;
    window.dispatchEvent(new Event('online'));
    const views = () => [...network.server.rows.values()].filter(({ entity }) => entity === 'view');
    await vi.waitFor(() => expect(views()).toMatchObject([{ data: { name: 'Portal', deleted: false } }]), SLOW);
    await running.stop();
    running = startApp(network, `keys-${crypto.randomUUID()}`);
    await page.getByRole('button', { name: 'Portal', exact: true }).click(SLOW);
    await expect.element(page.getByText('2 leads'), SLOW).toBeVisible();
    await expect.element(row(/José Núñez/)).not.toBeInTheDocument();
  });

  it('assigns, tags and exports what is selected, sends it once, and takes it back', async () => {
    network.members = [
      { userId: 'u1', name: 'Ana Agent', active: true },
      { userId: 'u2', name: 'Ben Okafor', active: true },
    ];
    few();
    await expect.element(row(/Kim Lee/), SLOW).toBeVisible();
    await page.getByRole('columnheader', { name: 'Lead' }).getByRole('button').click();
    await box('Dana Reyes').click();
    await box('Kim Lee').click({ modifiers: ['Shift'] });
    await expect.element(page.getByText('3 selected')).toBeVisible();
    await box('José Núñez').click();
    await page.getByRole('button', { name: 'Assign' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ben Okafor' }).click();
    await expect.element(page.getByText('2 leads assigned to Ben Okafor')).toBeVisible();
    const sent = (field: string) => [...network.server.rows.values()].map((one) => one.data[field]);
    await vi.waitFor(() => expect(sent('owner').filter((owner) => owner === 'u2')).toHaveLength(2), SLOW);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await vi.waitFor(() => expect(sent('owner').filter((owner) => owner === 'u2')).toHaveLength(0), SLOW);

    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByLabelText('Tag to add').fill('open house');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect.element(row(/Dana Reyes.*open house/)).toBeVisible();
    await expect.element(row(/José Núñez.*open house/)).not.toBeInTheDocument();
    await vi.waitFor(() => expect(sent('tags').filter(Boolean)).toEqual([['open house'], ['open house']]), SLOW);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.element(row(/Dana Reyes.*open house/)).not.toBeInTheDocument();

    const files: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push(this.download);
    });
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await expect.element(page.getByText('2 leads exported')).toBeVisible();
    expect(files).toEqual([expect.stringMatching(/^leads-\d{4}-\d\d-\d\d\.csv$/)]);
    vi.restoreAllMocks();
  });

  it('does not offer to assign to those who may not', async () => {
    network.role = 'agent';
    few();
    await expect.element(row(/Kim Lee/), SLOW).toBeVisible();
    await box('Kim Lee').click();
    await expect.element(page.getByRole('button', { name: 'Tag', exact: true })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Assign' })).not.toBeInTheDocument();
  });

  it('is worked by the keys alone: rows, selection, board and its columns', async () => {
    few();
    await expect.element(row(/Kim Lee.*(Cold|Warming)/), SLOW).toBeVisible();
    await userEvent.keyboard('jx');
    await expect.element(page.getByText('1 selected')).toBeVisible();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await expect.element(page.getByText('2 selected')).toBeVisible();
    await userEvent.keyboard('a');
    await expect.element(page.getByText('3 selected')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByText('3 selected')).not.toBeInTheDocument();
    await userEvent.keyboard('b');
    await expect.element(page.getByRole('group', { name: 'Leads by level' })).toBeVisible();
    await userEvent.keyboard('j');
    const columnOf = () => document.activeElement?.closest('[data-column]')?.getAttribute('data-column');
    await vi.waitFor(() => expect(columnOf()).toBeTruthy());
    const first = columnOf();
    await userEvent.keyboard('{ArrowRight}');
    expect(columnOf()).not.toBe(first);
    await userEvent.keyboard('{ArrowLeft}');
    expect(columnOf()).toBe(first);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(window.location.hash).toMatch(/^#\/lead\//));
  });

  it('draws at most 80 rows of 600 leads, as a table, on the board and on a phone, wherever it is scrolled', async () => {
    begin(Array.from({ length: 600 }, (_, i) => [`Lead ${i}`, 'Import', 'hello'] as [string, string, string]));
    const drawn = () => document.querySelectorAll('[data-lead]').length;
    const scrollers = () => [...document.querySelectorAll<HTMLElement>('.scroller')];
    for (const [layout, width, height] of [
      ['table', 1440, 2000],
      ['board', 1440, 2000],
      ['board', 390, 844],
      ['list', 390, 844],
    ] as const) {
      await page.viewport(width, height);
      if (layout !== 'table' && !(layout === 'board' && width === 390)) {
        await page.getByRole('button', { name: layout === 'board' ? 'Board' : 'Table' }).click();
      }
      await vi.waitFor(() => expect(drawn()).toBeGreaterThan(5), SLOW);
      for (const share of [0.3, 0.9, 1, 0]) {
        for (const scroller of scrollers()) scroller.scrollTop = share * scroller.scrollHeight;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        expect(drawn(), `${layout} ${width} ${share}`).toBeLessThanOrEqual(80);
        expect(drawn()).toBeGreaterThan(5);
      }
    }
  });
});
