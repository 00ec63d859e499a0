import { expect, test } from 'vitest';
import { createTestServer } from '../testing/test-server.ts';

test.each([
  ['GET', '/api/models/a%00b/config.json'],
  ['DELETE', '/api/ghl/locations/a%00b'],
  ['GET', '/api/ghl/dead-letters?after=a%00b'],
  ['GET', '/api/v1/leads/a%00b'],
])('%s %s is refused before anything is asked of the database', async (method, path) => {
  const server = await createTestServer();
  const { cookie } = await server.signedIn('admin');
  const response = await server.app.request(path, { method, headers: { cookie } });
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid_address' }]);
  await server.close();
});
