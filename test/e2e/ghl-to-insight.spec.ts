import { expect, officialPayload, test } from './fixtures.ts';

test.describe('a GHL message', () => {
  test('becomes an analysed lead in an open page in under 2 s, once', async ({ app, server, page }) => {
    await app.signIn(server.url, server.admin);
    await expect(app.state).toContainText('In step');
    await page.evaluate(() => Object.assign(window, { notReloaded: true }));

    const payload = officialPayload('InboundMessage', 'Example(Message)');
    const posted = Date.now();
    expect((await server.postWebhook(payload)).status).toBe(200);
    await expect(app.rows).toHaveCount(1, { timeout: 2000 });
    await expect(app.rows).not.toContainText('Not analysed yet', { timeout: 2000 });
    const elapsed = Date.now() - posted;
    console.log(`webhook to analysed lead on the screen: ${elapsed} ms`);
    expect(elapsed).toBeLessThan(2000);
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true);

    // A buyer writes on: the level is read from the words.
    const more = {
      ...payload,
      webhookId: crypto.randomUUID(),
      messageId: 'second-message',
      dateAdded: new Date().toISOString(),
      body: 'pre-approved for 450. can we see the Oak St one today? lease ends on the 14th',
    };
    expect((await server.postWebhook(more)).status).toBe(200);
    await expect(app.rows).toContainText(/Ready to close|Hot opportunity|Highly qualified/, {
      timeout: 5000,
    });

    // The same webhook again changes nothing.
    expect((await server.postWebhook(more)).status).toBe(200);
    expect((await server.postWebhook(payload)).status).toBe(200);
    await app.rows.first().click();
    await expect(app.conversation.getByRole('listitem')).toHaveCount(2);
    await expect(app.conversation).toContainText('pre-approved for 450');
    await expect(app.conversation.locator('mark').first()).toBeVisible();
  });

  test('with a forged signature gets 401 and stores nothing', async ({ app, server }) => {
    await app.signIn(server.url, server.admin);
    const forged = await server.postWebhook(
      officialPayload('InboundMessage', 'Example(Message)'),
      'Zm9yZ2Vk'.padEnd(88, 'A'),
    );
    expect(forged.status).toBe(401);
    const absent = await server.postWebhook(officialPayload('InboundMessage', 'Example(Message)'), 'N/A');
    expect(absent.status).toBe(401);
    // A genuine one afterwards is the only lead there is.
    expect((await server.postWebhook(officialPayload('ContactCreate', 'Example'))).status).toBe(200);
    await expect(app.rows).toHaveCount(1);
    await expect(app.rows).toContainText('John Deo');
  });

  test('that is too large is refused', async ({ server }) => {
    const huge = officialPayload('InboundMessage', 'Example(Message)', { body: 'x'.repeat(6_000_000) });
    expect((await server.postWebhook(huge)).status).toBe(413);
  });
});
