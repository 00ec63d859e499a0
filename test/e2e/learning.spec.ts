import { JARGON } from '../../server/testing/jargon.ts';
import { expect, test } from './fixtures.ts';

/** Short forms of one office that the model does not know; those after it has learnt are others than those corrected. */
const TAUGHT = JARGON.corrections;
const UNSEEN = JARGON.heldBack.filter(({ gold }) => gold.length === 1).slice(0, 8);
const WORDS: Record<string, string> = { sell: 'selling', financing: 'financing' };

/** A lead each, so that no message is read in the light of another. */
const conversations = [...TAUGHT, ...UNSEEN]
  .map(({ text }, at) =>
    JSON.stringify({
      id: `asked-${at}`,
      name: nameOf(at),
      channel: 'sms',
      messages: [{ from: 'lead', text, sentAt: new Date(Date.UTC(2026, 4, 1, 12, at)).toISOString() }],
    }),
  )
  .join('\n');

function nameOf(at: number): string {
  return `Asked ${String(at).padStart(2, '0')}`;
}

test('correct a label in two taps, learn, undo', async ({ app, page, server }) => {
  test.setTimeout(240_000);
  await app.signIn(server.url, server.admin);
  await expect(app.state).toContainText(/leadlight-text@\d+ · WASM/, { timeout: 60_000 });
  await app.goTo('#/import');
  await page
    .getByLabel('Choose a file to import')
    .setInputFiles({ name: 'asked.jsonl', mimeType: 'application/json', buffer: Buffer.from(conversations) });
  await page.getByRole('link', { name: 'Show leads' }).click();
  await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();
  await expect(page.getByText('Not analysed yet')).toHaveCount(0, { timeout: 60_000 });
  await expect(app.state).not.toContainText('Analysing', { timeout: 60_000 });

  const labels = page.getByRole('group', { name: 'Read as' });
  const choices = page.getByRole('group', { name: 'The right label' });
  const intents = labels.locator('button.kind-intents');
  const open = async (at: number) => {
    await app.goTo('#/leads');
    await page.getByRole('searchbox').fill(nameOf(at));
    await app.row(new RegExp(nameOf(at))).click();
    await expect(page.getByRole('heading', { level: 1, name: nameOf(at) })).toBeVisible();
    await labels.waitFor();
  };
  /** How many of the unseen messages are read as the office reads them. */
  const right = async () => {
    let count = 0;
    for (const [at, { gold }] of UNSEEN.entries()) {
      await open(TAUGHT.length + at);
      count += Number((await intents.allInnerTexts()).join() === WORDS[gold[0]!]);
    }
    return count;
  };
  const before = await right();

  for (const [at, { gold }] of TAUGHT.entries()) {
    await open(at);
    const wanted = WORDS[gold[0]!]!;
    // Until the message is told to say that and nothing else.
    for (;;) {
      const said = (await intents.allInnerTexts()).map((words) => words.split(/\s/)[0]);
      const wrong = said.findIndex((words) => words !== wanted);
      const has = said.includes(wanted);
      if (has && wrong === -1) break;
      await (wrong >= 0 ? intents.nth(wrong) : labels.locator('[data-label="add"]')).click();
      await choices.getByRole('button', { name: has ? /^Not “/ : wanted, exact: !has }).click();
      await expect(choices).toHaveCount(0);
    }
  }

  await app.goTo('#/models');
  const learning = page.getByRole('region', { name: 'Learn from your corrections' });
  await learning.getByRole('button', { name: /^Learn from \d+ corrections$/ }).click();
  await expect(learning).toContainText('Learnt; better at: what they want.', { timeout: 60_000 });
  await expect(learning).toContainText(/Unseen corrections right\s*\d/);
  console.log((await learning.getByText(/^Kept: /).innerText()).trim());
  await expect(page.getByRole('region', { name: 'Text model' })).toContainText('with what it learnt from corrections');
  await expect(app.state).not.toContainText('Analysing', { timeout: 60_000 });
  await expect.poll(right, { timeout: 60_000 }).toBeGreaterThan(before);
  console.log(`unseen messages right: ${before} → ${await right()} of ${UNSEEN.length}`);

  await app.goTo('#/models');
  await learning.getByRole('button', { name: 'Undo what it learnt' }).click();
  await expect(learning.getByRole('button', { name: 'Undo what it learnt' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Text model' })).not.toContainText('learnt');
  await expect(app.state).not.toContainText('Analysing', { timeout: 60_000 });
  await expect.poll(right, { timeout: 60_000 }).toBe(before);
});
