import { JARGON } from '../../server/testing/jargon.ts';
import { expect, test } from './fixtures.ts';

/** Short forms of one office that the model does not know, of two kinds in turns, then others that nobody corrects. */
const of = (intent: string) => JARGON.corrections.filter(({ gold }) => gold[0] === intent);
const TAUGHT = of('sell')
  .flatMap((one, at) => [one, of('financing')[at]!])
  .slice(0, 24);
const UNSEEN = JARGON.heldBack.filter(({ gold }) => gold.length === 1).slice(0, 8);
const WORDS: Record<string, string> = { sell: 'selling', financing: 'financing' };

const conversation = JSON.stringify({
  id: 'asked',
  name: 'Asks shortly',
  channel: 'sms',
  messages: [...TAUGHT, ...UNSEEN].map(({ text }, at) => ({
    from: 'lead',
    text,
    sentAt: new Date(Date.UTC(2026, 4, 1, 12, at)).toISOString(),
  })),
});

test('correct labels in two taps each, learn from them, undo', async ({ app, page, server }) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(20_000);
  await app.signIn(server.url, server.admin);
  await expect(app.state).toContainText(/leadlight-text@\d+ · WASM/, { timeout: 60_000 });
  await app.goTo('#/import');
  await page
    .getByLabel('Choose a file to import')
    .setInputFiles({ name: 'asked.jsonl', mimeType: 'application/json', buffer: Buffer.from(conversation) });
  await page.getByRole('link', { name: 'Open the lead' }).click();

  const messages = app.conversation.getByRole('listitem');
  const labels = (at: number) => messages.nth(at).getByRole('group', { name: 'Read as' });
  const intents = (at: number) => labels(at).locator('button.kind-intents');
  const choices = page.getByRole('group', { name: 'The right label' });
  const last = TAUGHT.length + UNSEEN.length - 1;
  await expect(labels(last)).toBeVisible({ timeout: 30_000 });
  /** How many of the unseen messages are read as the office reads them. */
  const right = async () => {
    await app.conversation.waitFor();
    const said = await Promise.all(UNSEEN.map((_, at) => intents(TAUGHT.length + at).allInnerTexts()));
    return UNSEEN.filter(({ gold }, at) => said[at]!.join() === WORDS[gold[0]!]).length;
  };
  const before = await right();

  let corrections = 0;
  for (const [at, { gold }] of TAUGHT.entries()) {
    const wanted = WORDS[gold[0]!]!;
    let touched = false;
    // Until the message is told to say that and nothing else; mostly that is two taps.
    for (;;) {
      const said = (await intents(at).allInnerTexts()).map((words) => words.replace(/\s*corrected$/, ''));
      const wrong = said.findIndex((words) => words !== wanted);
      const has = said.includes(wanted);
      if (has && wrong === -1) break;
      touched = true;
      await (wrong >= 0 ? intents(at).nth(wrong) : labels(at).locator('[data-label="add"]')).click();
      await choices.getByRole('button', has ? { name: /^Not “/ } : { name: wanted, exact: true }).click();
      await expect(choices).toHaveCount(0);
    }
    // The model may know one or another of them.
    if (!touched) continue;
    corrections += 1;
    await expect(labels(at).getByText('corrected').first()).toBeVisible();
  }
  expect(corrections).toBeGreaterThan(TAUGHT.length / 2);

  await app.goTo('#/models');
  const learning = page.getByRole('region', { name: 'Learn from your corrections' });
  await learning.getByRole('button', { name: `Learn from ${corrections} corrections` }).click();
  await expect(learning).toContainText('Learnt; better at: what they want.', { timeout: 60_000 });
  await expect(learning).toContainText(/Unseen corrections right\s*\d/);
  console.log((await learning.getByText(/^Kept: /).innerText()).trim());
  const running = page.getByRole('region', { name: 'Text model' });
  await expect(running).toContainText('with what it learnt from corrections');
  await page.goBack();
  await expect.poll(right, { timeout: 30_000 }).toBeGreaterThan(before);
  console.log(`unseen messages right: ${before} → ${await right()} of ${UNSEEN.length}`);

  await app.goTo('#/models');
  await learning.getByRole('button', { name: 'Undo what it learnt' }).click();
  await expect(learning.getByRole('button', { name: 'Undo what it learnt' })).toHaveCount(0);
  await expect(running).not.toContainText('learnt');
  await page.goBack();
  await expect.poll(right, { timeout: 30_000 }).toBe(before);
});
