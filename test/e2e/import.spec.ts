import { expect, test } from './fixtures.ts';

/** Notes every task of the page longer than 50 ms. */
const watchLongTasks = () => {
  const tasks: number[] = [];
  Object.assign(window, { longTasks: tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
    entryTypes: ['longtask'],
  });
};

function conversations(count: number): string {
  const asks = [
    'is it still available?',
    'can we see it saturday?',
    'too much for us, sorry',
    'pre-approved for 380k',
    'just looking',
  ];
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      id: `import-${i}`,
      name: `Lead ${String(i).padStart(4, '0')}`,
      channel: 'sms',
      messages: [
        {
          from: 'lead',
          text: `about number ${i}: ${asks[i % asks.length]}`,
          sentAt: new Date(Date.UTC(2026, 4, 1, 12, i % 60)).toISOString(),
        },
        {
          from: 'agent',
          text: 'Thanks! When suits you?',
          sentAt: new Date(Date.UTC(2026, 4, 1, 13, i % 60)).toISOString(),
        },
      ],
    }),
  ).join('\n');
}

test.describe('import', () => {
  test('takes 1,000 conversations with progress while the page stays responsive', async ({ app, server, page }) => {
    test.setTimeout(180_000);
    await page.addInitScript(watchLongTasks);
    await app.signIn(server.url, server.admin);
    await app.goTo('#/import');
    const file = { name: 'leads.jsonl', mimeType: 'application/json', buffer: Buffer.from(conversations(1000)) };
    await page.evaluate(() => ((window as unknown as { longTasks: number[] }).longTasks.length = 0));
    await page.getByLabel('Choose a file to import').setInputFiles(file);
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expect(page.getByText('1,000 conversations imported')).toBeVisible({ timeout: 120_000 });
    await page.getByRole('link', { name: 'Show leads' }).click();
    await expect(app.rows.first()).toBeVisible();
    await expect(app.state).not.toContainText('Analysing', { timeout: 120_000 });
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    console.log(`longest task of the page: ${Math.round(Math.max(0, ...tasks))} ms (${tasks.length} over 50 ms)`);
    expect(Math.max(0, ...tasks)).toBeLessThanOrEqual(200);
  });

  test('can be cancelled, and keeps what came before', async ({ app, server, page }) => {
    test.setTimeout(120_000);
    await app.signIn(server.url, server.admin);
    await app.goTo('#/import');
    const file = { name: 'leads.jsonl', mimeType: 'application/json', buffer: Buffer.from(conversations(4000)) };
    await page.getByLabel('Choose a file to import').setInputFiles(file);
    await page.getByRole('button', { name: 'Cancel import' }).click();
    await expect(page.getByText(/Cancelled\. .* imported/)).toBeVisible();
  });

  test('lists malformed rows with line and reason and keeps the good ones', async ({ app, server, page }) => {
    await app.signIn(server.url, server.admin);
    await app.goTo('#/import');
    const lines = [conversations(2), 'not json', '{"id":"x","messages":"none"}'].join('\n');
    await page
      .getByLabel('Choose a file to import')
      .setInputFiles({ name: 'mixed.jsonl', mimeType: 'application/json', buffer: Buffer.from(lines) });
    await expect(page.getByText(/2 conversations imported, 2 problems/)).toBeVisible();
    await expect(page.getByRole('row', { name: /^3 .*JSON/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /^4 .*messages/ })).toBeVisible();
  });

  test('reads a CSV file and a pasted chat', async ({ app, server, page }) => {
    await app.signIn(server.url, server.admin);
    await app.goTo('#/import');
    const csv =
      'name,phone,from,text,sentAt,channel\nDana Reyes,+13125550142,lead,"is it sold, or can we still see it?",2026-05-01T10:00:00Z,sms\nDana Reyes,+13125550142,agent,Still open!,2026-05-01T10:05:00Z,sms\n';
    await page
      .getByLabel('Choose a file to import')
      .setInputFiles({ name: 'chat.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await expect(page.getByText('1 conversation imported')).toBeVisible();
    await page.getByLabel('Lead’s name').fill('Pat');
    await page
      .getByRole('textbox', { name: 'Chat', exact: true })
      .fill(
        'Lead: we want to sell our house in Troy this spring\nMe: Happy to help. Shall I come by?\nLead: thursday works',
      );
    await page.getByRole('button', { name: 'Import chat' }).click();
    await page.getByRole('link', { name: 'Open the lead' }).click();
    await expect(app.conversation).toContainText('thursday works');
    await app.goTo('#/leads');
    await expect(app.row(/Dana Reyes/)).toBeVisible();
  });

  test('shows hostile text as text', async ({ app, server, page }) => {
    await app.signIn(server.url, server.admin);
    await app.goTo('#/import');
    const hostile = '<img src=x onerror="window.hit=1"><script>window.hit=1</script> \u202Eevil';
    await page
      .getByRole('textbox', { name: 'Chat', exact: true })
      .fill(`Lead: ${hostile}\nLead: is the house still available?`);
    await page.getByRole('button', { name: 'Import chat' }).click();
    await page.getByRole('link', { name: 'Open the lead' }).click();
    await expect(app.conversation).toContainText('is the house still available?');
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  });
});
