import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeSyncServer } from '../../../testing/fake-sync-server.ts';
import { signIn } from '../../../testing/sign-in.ts';
import { FakeNetwork, startApp } from '../../../testing/test-env.ts';

const SLOW = { timeout: 20_000 };
const DAY = 86_400_000;

describe('the Insights screen', { timeout: 40_000 }, () => {
  let network: FakeNetwork;
  let keys: string;
  let running: ReturnType<typeof startApp>;

  beforeEach(() => {
    window.location.hash = '#/insights';
    network = new FakeNetwork(new FakeSyncServer());
    keys = `keys-${crypto.randomUUID()}`;
    running = startApp(network, keys);
  });
  afterEach(() => running.stop());

  async function open() {
    await page.viewport(1280, 900);
    await signIn();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Insights' }), SLOW).toBeVisible();
  }

  /** A lead with messages, the last so many days ago; each answered by the agent after two hours. */
  function lead(id: string, source: string, texts: [daysAgo: number, text: string][]) {
    const { server } = network;
    server.put('lead', id, null, { name: id, source, createdAt: new Date().toISOString() });
    texts.forEach(([daysAgo, text], i) => {
      const at = Date.now() - daysAgo * DAY;
      const message = { channel: 'sms', conversationId: `c-${id}` };
      server.put('message', `${id}-${i}`, id, { ...message, text, from: 'lead', sentAt: new Date(at).toISOString() });
      const answer = {
        ...message,
        text: 'Let me check.',
        from: 'agent',
        sentAt: new Date(at + 7200_000).toISOString(),
      };
      server.put('message', `${id}-${i}-answer`, id, answer);
    });
  }
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const waitForLeads = (count: number) =>
    expect.element(page.getByText(`Counted from ${count} open leads`), SLOW).toBeVisible();

  it('teaches where there is nothing to count', async () => {
    await open();
    await expect.element(page.getByRole('heading', { name: 'No leads to count yet' })).toBeVisible();
    await page.getByRole('link', { name: 'Add a conversation' }).click();
    await vi.waitFor(() => expect(window.location.hash).toBe('#/paste'));
  });

  it('shows at once what it counted last, then counts anew', async () => {
    lead('ready', 'Zillow', [[1, 'Pre-approved, lease ends Friday. Can we see Oak St today and make an offer?']]);
    lead('worried', 'Referral', [[2, 'the price is too high for us']]);
    await signIn();
    await waitForLeads(2);
    const { state } = running.session;
    if (state.kind !== 'open') throw new Error('not open');
    const kept = () => state.app.storage.getValue('last-report');
    await vi.waitFor(async () => expect(await kept()).toMatchObject({ report: { leads: 2 } }), SLOW);
    await running.stop();
    running = startApp(network, keys);
    // Nothing can be counted: this worker never answers.
    const { makeFiguresWorker } = running.env;
    running.env.makeFiguresWorker = () => new Worker(URL.createObjectURL(new Blob([''])));
    await expect.element(page.getByText(/^Last counted: .*Counted from 2 open leads/), SLOW).toBeVisible();
    await expect.element(card('Levels now').getByRole('img')).toBeVisible();

    running.env.makeFiguresWorker = makeFiguresWorker;
    window.location.hash = '#/more';
    lead('new', 'Zillow', [[0, 'hello, is it still there?']]);
    window.dispatchEvent(new Event('online'));
    await expect.element(page.getByRole('heading', { level: 1, name: 'More' }), SLOW).toBeVisible();
    window.location.hash = '#/insights';
    await waitForLeads(3);
    await expect.element(page.getByText(/Last counted/)).not.toBeInTheDocument();
  });

  it('draws each chart with its table, by range, without a network, and says where there is too little', async () => {
    for (const i of [1, 2, 3]) {
      lead(`ready-${i}`, 'Zillow', [
        [20, 'is it still available?'],
        [1, 'Pre-approved, lease ends Friday. Can we see Oak St today and make an offer?'],
      ]);
    }
    lead('worried', '=cmd()', [[2, 'the price is too high for us']]);
    await open();
    await waitForLeads(4);
    network.online = false;
    const strong = card('Levels now').getByText(/^3 leads are ready to close or hot\./);
    await expect.element(strong, SLOW).toBeVisible();
    await expect.element(card('Levels now').getByRole('img', { name: /Levels now\. 3 leads/ })).toBeVisible();
    await expect.element(card('Response time').getByText(/came within 2 h/)).toBeVisible();
    expect(card('Response time').element().querySelectorAll('circle')).toHaveLength(7);
    await expect.element(card('Objections').getByText('Most often: Price, from 1 lead.')).toBeVisible();
    await expect.element(card('Mood of the messages').getByText(/two weeks with five messages/)).toBeVisible();
    await expect.element(card('Pipeline and conversion').getByText(/Share won: not enough to tell yet/)).toBeVisible();
    await expect.element(card('Pipeline and conversion').getByText(/rest on no outcome of your team/)).toBeVisible();

    const weeks = card('Levels over weeks');
    await weeks.getByText('The figures as a table').click();
    const rows = weeks.getByRole('row').elements();
    expect(rows.length).toBeGreaterThan(4);
    await page.getByRole('button', { name: '7 days' }).click();
    await expect.element(page.getByRole('button', { name: '7 days' })).toHaveAttribute('aria-pressed', 'true');
    await vi.waitFor(() => expect(card('Response time').element().querySelectorAll('circle')).toHaveLength(0));
    await expect.element(card('Response time').getByText(/five answers in these days/)).toBeVisible();
  });

  it('exports what it shows, as CSV and as a picture, by keyboard', async () => {
    lead('a', '=cmd()', [[2, 'the price is too high for us']]);
    lead('b', 'Zillow', [[2, 'the price is too high for us']]);
    await open();
    await waitForLeads(2);
    await expect.element(card('Objections').getByText(/Most often: Price/), SLOW).toBeVisible();
    const saved: { name: string; blob: Promise<Blob> }[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, blob: fetch(this.href).then((answer) => answer.blob()) });
    });
    await page.getByRole('button', { name: 'Export all as CSV' }).click();
    card('Objections').getByRole('button', { name: 'Export: Objections' }).element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('menuitem', { name: 'Download PNG' })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(saved).toHaveLength(2));
    click.mockRestore();
    const [csv, png] = saved;
    expect(await (await csv!.blob).text()).toMatch(/Objection,Leads,Messages\r\nPrice,2,2[\s\S]*'=cmd\(\)/);
    expect(png!.name).toBe('leadlight-objections.png');
    const picture = await createImageBitmap(await png!.blob);
    expect([picture.width > 400, picture.height > 100]).toEqual([true, true]);
  });
});
