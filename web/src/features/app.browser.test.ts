import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeSyncServer } from '../../testing/fake-sync-server.ts';
import { FakeNetwork, startApp } from '../../testing/test-env.ts';

const SLOW = { timeout: 15_000 };

describe('the app', () => {
  let network: FakeNetwork;
  let keys: string;
  let running: ReturnType<typeof startApp>;

  beforeEach(async () => {
    await page.viewport(1280, 900);
    window.location.hash = '#/leads';
    network = new FakeNetwork(new FakeSyncServer());
    keys = `keys-${crypto.randomUUID()}`;
    running = startApp(network, keys);
  });
  afterEach(() => running.stop());

  const goTo = (hash: string) => (window.location.hash = hash);

  async function restart() {
    await running.stop();
    running = startApp(network, keys);
  }

  async function signIn(password = 'right') {
    await page.getByLabelText('E-mail').fill('ana@example.com');
    await page.getByLabelText('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async function withSamples() {
    await signIn();
    await page.getByRole('button', { name: 'Try with sample leads' }).click();
    await expect
      .element(page.getByRole('link', { name: /Dana Reyes.*Ready to close|Dana Reyes.*Hot/ }), SLOW)
      .toBeVisible();
  }

  const arrive = (id: string, name: string, text: string) => {
    const now = new Date().toISOString();
    network.server.put('lead', id, null, { name, createdAt: now });
    network.server.put('message', `${id}-${network.server.rev}`, id, {
      text,
      from: 'lead',
      channel: 'sms',
      sentAt: now,
    });
    window.dispatchEvent(new Event('online'));
  };

  it('explains the first start, says when a password is wrong, and opens with the right one', async () => {
    await expect.element(page.getByText('First start?')).toBeVisible();
    await signIn('wrong');
    await expect.element(page.getByRole('alert').getByText(/do not match/)).toBeVisible();
    await signIn();
    await expect.element(page.getByText('No leads yet')).toBeVisible();
  });

  it('says what to do when the first sign-in has no network, and opens without one afterwards', async () => {
    network.online = false;
    await signIn();
    await expect.element(page.getByRole('alert').getByText(/needs the network/)).toBeVisible();
    network.online = true;
    await withSamples();
    network.online = false;
    await restart();
    await expect.element(page.getByRole('link', { name: /Dana Reyes/ })).toBeVisible();
    await expect.element(page.getByText(/Offline since/)).toBeVisible();
  });

  it('ranks the sample leads with all six levels and groups, and takes them away again', async () => {
    await withSamples();
    await expect.element(page.getByText('Rules (no model yet)')).toBeVisible();
    await page.viewport(390, 844);
    await expect.element(page.getByRole('heading', { name: 'Now' })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByText('No leads yet')).toBeVisible();
  });

  it('shows a message that arrives as an analysed lead, without a reload', async () => {
    await signIn();
    await expect.element(page.getByText('No leads yet')).toBeVisible();
    arrive('l1', 'Dana R.', 'We are pre-approved for 450k and must be out by Friday. Can we see Oak St today?');
    await expect.element(page.getByRole('link', { name: /Dana R\..*(Ready|Hot|Highly)/ }), SLOW).toBeVisible();
  });

  it('shows why: marked words, scores that jump to their words, facts, actions with drafts', async () => {
    await withSamples();
    await page.getByRole('link', { name: /Dana Reyes/ }).click();
    const lead = page.getByRole('article', { name: 'Dana Reyes' });
    await expect.element(lead.getByRole('heading', { level: 1 })).toHaveTextContent('Dana Reyes');
    await vi.waitFor(() => expect(document.querySelectorAll('mark').length).toBeGreaterThan(3));
    await lead.getByRole('button', { name: 'Show the words' }).first().click();
    await vi.waitFor(() => expect(document.querySelector('mark.pointed')).not.toBeNull());
    await lead.getByRole('button', { name: /^Mortgage: known/ }).click();
    await lead.getByRole('button', { name: /^Location/ }).click();
    await expect.element(lead.getByText('Why this level: ', { exact: false })).toBeVisible();
    const scores = lead.getByText('Engagement', { exact: true }).elements();
    await userEvent.click(scores.find((element) => element.parentElement?.tagName === 'SUMMARY') as HTMLElement);
    await expect.element(lead.getByText(/Chance to close/)).toBeVisible();
  });

  it('keeps an edited draft while one looks elsewhere, and voids it when the lead writes', async () => {
    await signIn();
    arrive('l1', 'Dana R.', 'Is Oak St still available? Can we see it tomorrow at 5?');
    await page.getByRole('link', { name: /Dana R\..*(Ready|Hot|Highly|Engaged|Warming)/ }).click(SLOW);
    const draft = page.getByRole('textbox', { name: /^Draft:/ }).first();
    await draft.fill('Dana, see you at five.');
    await page.getByRole('link', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Leads', exact: true }).click();
    await page.getByRole('link', { name: /Dana R\./ }).click();
    await expect.element(draft).toHaveValue('Dana, see you at five.');
    arrive('l1', 'Dana R.', 'Sorry, make it 6. Can we see it at 6 tomorrow?');
    await expect.element(page.getByText(/has written since/), SLOW).toBeVisible();
    await page.getByRole('button', { name: 'Start from the new draft' }).click();
    await expect.element(draft).not.toHaveValue('Dana, see you at five.');
  });

  it('writes a note offline, shows that it waits, and sends it once when the network is back', async () => {
    await withSamples();
    await page.getByRole('link', { name: /Dana Reyes/ }).click();
    network.online = false;
    await page.getByRole('textbox', { name: 'New note' }).fill('Likes the porch');
    await page.getByRole('button', { name: 'Save note' }).click();
    await expect.element(page.getByText('Likes the porch')).toBeVisible();
    await expect.element(page.getByText('waits to sync').first()).toBeVisible();
    await expect.element(page.getByText(/Offline since .* 1 edit waiting/)).toBeVisible();
    network.online = true;
    window.dispatchEvent(new Event('online'));
    await expect.element(page.getByText('waits to sync')).not.toBeInTheDocument();
    const sent = [...network.server.rows.values()].filter((row) => row.entity === 'note');
    expect(sent.map((row) => row.data['body'])).toEqual(['Likes the porch']);
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect.element(page.getByText('Likes the porch')).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.element(page.getByText('Likes the porch')).toBeVisible();
  });

  it('renders hostile messages and names as plain text', async () => {
    await signIn();
    arrive(
      'l1',
      '<b>Eve</b>\u202E',
      'Hello <img src=x onerror="window.hacked=1"> <script>window.hacked=1</script> is it \u202Efree?',
    );
    await page.getByRole('link', { name: /<b>Eve<\/b>/ }).click(SLOW);
    await expect.element(page.getByRole('heading', { level: 1, name: '<b>Eve</b>' })).toBeVisible();
    expect(document.querySelector('article img, article script, article b')).toBeNull();
    expect('hacked' in window).toBe(false);
    expect(document.querySelector('article')?.textContent).not.toContain('\u202E');
  });

  it('moves nothing under a finger: what is new waits behind a chip', async () => {
    await withSamples();
    await page.viewport(390, 844);
    await expect.element(page.getByRole('list', { name: /^Leads/ })).toBeVisible();
    const list = page.getByRole('list', { name: /^Leads/ }).element().parentElement as HTMLElement;
    list.dispatchEvent(new TouchEvent('touchstart', { bubbles: true }));
    arrive('l1', 'Zed N.', 'Pre-approved and our lease ends Friday. Can we see Oak St today?');
    await page.getByRole('button', { name: '1 new' }).click(SLOW);
    await expect.element(page.getByRole('link', { name: /Zed N\./ })).toBeVisible();
    list.scrollTop = 400;
    await vi.waitFor(() => expect(list.scrollTop).toBeGreaterThan(300));
    arrive('l2', 'Yan N.', 'Pre-approved and our lease ends Friday. Can we see Elm St today?');
    await expect.element(page.getByRole('button', { name: '1 new' }), SLOW).toBeVisible();
    list.scrollTop = 0;
    await expect.element(page.getByRole('link', { name: /Yan N\./ })).toBeVisible();
  });

  it('goes through the list by keyboard', async () => {
    await withSamples();
    await userEvent.keyboard('j{Enter}');
    await vi.waitFor(() => expect(window.location.hash).toMatch(/^#\/lead\//));
    const first = window.location.hash;
    await userEvent.keyboard('j');
    await vi.waitFor(() => expect(window.location.hash).not.toBe(first));
    await userEvent.keyboard('k');
    await vi.waitFor(() => expect(window.location.hash).toBe(first));
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(window.location.hash).toBe('#/leads'));
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await userEvent.keyboard('/');
    await expect.element(page.getByRole('searchbox')).toHaveFocus();
    await page.getByRole('searchbox').fill('no such lead');
    await expect.element(page.getByText(/No lead matches/)).toBeVisible();
    await page.getByRole('button', { name: 'Show all leads' }).click();
    await page.viewport(390, 844);
    await page.getByRole('link', { name: 'Leads', exact: true }).click();
    await userEvent.keyboard('j{Enter}');
  });

  it('imports a file with progress, lists what it left out, and can undo', async () => {
    await signIn();
    goTo('#/import');
    const lines = Array.from({ length: 120 }, (_, i) =>
      JSON.stringify({
        id: `${i}`,
        name: `Lead ${i}`,
        messages: [{ from: 'lead', text: `3 beds under ${300 + i}k?`, sentAt: '2026-11-01T10:00:00Z' }],
      }),
    );
    const file = new File([[...lines.slice(0, 5), '{"bad', ...lines.slice(5)].join('\n')], 'chats.jsonl');
    await page.getByLabelText('Choose a file to import').upload(file);
    await expect.element(page.getByText(/120 conversations imported, 1 problem/), SLOW).toBeVisible();
    await expect.element(page.getByRole('row', { name: /^6 — This is not valid JSON/ })).toBeVisible();
    await page.getByRole('link', { name: 'Show leads' }).click();
    await vi.waitFor(() => expect(document.querySelectorAll('a[data-lead]').length).toBeGreaterThan(5));
    expect(document.querySelectorAll('a[data-lead]').length).toBeLessThan(80);
    goTo('#/import');
    await page.getByRole('button', { name: 'Undo import' }).click();
    await page.getByRole('link', { name: 'Leads', exact: true }).click();
    await expect.element(page.getByText('No leads yet'), SLOW).toBeVisible();
  });

  it('cancels an import and keeps what was taken', async () => {
    await signIn();
    goTo('#/import');
    const lines = Array.from({ length: 4000 }, (_, i) =>
      JSON.stringify({
        id: `${i}`,
        name: `Lead ${i}`,
        messages: [{ from: 'lead', text: 'hello there', sentAt: '2026-11-01T10:00:00Z' }],
      }),
    );
    await page.getByLabelText('Choose a file to import').upload(new File([lines.join('\n')], 'many.jsonl'));
    await page.getByRole('button', { name: 'Cancel import' }).click();
    await expect.element(page.getByText(/^Cancelled\. /), SLOW).toBeVisible();
  });

  it('imports a pasted chat and opens it, and says when a file cannot be read', async () => {
    await signIn();
    goTo('#/import');
    await page.getByLabelText('Choose a file to import').upload(new File(['a,b\n1,2'], 'x.csv'));
    await expect.element(page.getByRole('alert').getByText(/must name the columns/)).toBeVisible();
    await page.getByLabelText('Lead’s name').fill('Dana');
    await page
      .getByRole('textbox', { name: 'Chat' })
      .fill('Lead: is Oak St available?\nMe: yes\nLead: can I see it tomorrow?');
    await page.getByRole('button', { name: 'Import chat' }).click();
    await page.getByRole('link', { name: 'Open the lead' }).click(SLOW);
    await expect.element(page.getByRole('heading', { level: 1, name: 'Dana' })).toBeVisible();
  });

  it('pauses when the sign-in ends, and goes on after signing in again', async () => {
    await withSamples();
    network.signedIn = false;
    window.dispatchEvent(new Event('online'));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect.element(page.getByText(/Your sign-in has ended/)).toBeVisible();
    await page.getByRole('button', { name: 'Go on without syncing' }).click();
    await page.getByRole('link', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await page.getByLabelText('Password').fill('right');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect.element(page.getByText('In step').first(), SLOW).toBeVisible();
  });

  it('keeps refused words under More until they are dismissed', async () => {
    network.server.refuse = (op) => (op.entity === 'note' ? 'forbidden' : null);
    await withSamples();
    await page.getByRole('link', { name: /Dana Reyes/ }).click();
    await page.getByRole('textbox', { name: 'New note' }).fill('not allowed');
    await page.getByRole('button', { name: 'Save note' }).click();
    await page.getByRole('link', { name: 'More' }).click();
    await expect.element(page.getByText('not allowed'), SLOW).toBeVisible();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.element(page.getByText('not allowed')).not.toBeInTheDocument();
    await page.getByRole('button', { name: /^Remove \d+ sample leads/ }).click();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect.element(page.getByText('In step').first(), SLOW).toBeVisible();
  });

  it('signs out, forgetting what the server holds but never what it does not', async () => {
    await withSamples();
    await page.getByRole('link', { name: /Dana Reyes/ }).click();
    network.online = false;
    await page.getByRole('textbox', { name: 'New note' }).fill('unsent words');
    await page.getByRole('button', { name: 'Save note' }).click();
    await expect.element(page.getByText(/1 edit waiting/)).toBeVisible();
    await page.getByRole('link', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('status').getByRole('button', { name: 'Sign out' }).click();
    await expect.element(page.getByText('First start?')).toBeVisible();
    network.online = true;
    await signIn();
    await vi.waitFor(() => {
      const notes = [...network.server.rows.values()].filter((row) => row.entity === 'note');
      expect(notes.map((row) => row.data['body'])).toEqual(['unsent words']);
    }, SLOW);
    await expect.element(page.getByText('In step').first(), SLOW).toBeVisible();
    await page.getByRole('link', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.element(page.getByText('First start?')).toBeVisible();
    expect(await running.env.keyStore.current()).toBeNull();
  });

  it('says so when a lead is not here', async () => {
    await signIn();
    window.location.hash = '#/lead/nobody';
    await expect.element(page.getByText('This lead is not here')).toBeVisible();
  });
});
