import { describe, expect, test, vi } from 'vitest';
import { silentLogger } from '../log.ts';
import { createPokes } from '../sync/pokes.ts';
import { findRedis } from '../testing/find-redis.ts';
import { startRedis } from '../testing/start-redis.ts';
import { connectRedis } from './redis.ts';
import { redisPokes } from './redis-pokes.ts';

describe.skipIf(findRedis() === null)('Redis or Valkey', () => {
  test(
    'goes away: ten failures open the breaker, then it comes back by itself, pokes too',
    { timeout: 30_000 },
    async () => {
      const server = await startRedis();
      if (server === null) throw new Error('There is no Redis.');
      const [one, two] = await Promise.all(
        [1, 2].map(() => connectRedis({ url: server.url, logger: silentLogger, breakMillis: 300 })),
      );
      const [here, there] = [createPokes(redisPokes(one!)), createPokes(redisPokes(two!))];
      const heard: { here: number[]; there: number[] } = { here: [], there: [] };
      here.subscribe('t', (rev) => heard.here.push(rev));
      there.subscribe('t', (rev) => heard.there.push(rev));
      let rev = 0;
      const pokesArrive = () =>
        vi.waitFor(
          async () => {
            const sent = ++rev;
            here.publish('t', sent);
            await vi.waitFor(() => expect(heard.there).toContain(sent), { timeout: 200 });
          },
          { timeout: 10_000, interval: 50 },
        );
      await pokesArrive();
      const ping = () => one!.ask(async (command) => String(await command('PING')), 'away');
      expect(await ping()).toBe('PONG');

      await server.kill();
      for (let i = 0; i < 12; i++) expect(await ping()).toBe('away');
      expect(one!.breaker()).toBe('open');
      // Devices of this process are poked all the same.
      here.publish('t', ++rev);
      expect(heard.here.at(-1)).toBe(rev);

      await server.restart();
      await vi.waitFor(async () => expect(await ping()).toBe('PONG'), { timeout: 10_000, interval: 100 });
      expect(one!.breaker()).toBe('closed');
      await pokesArrive();
      // Each process hears its own pokes once.
      expect(new Set(heard.here).size).toBe(heard.here.length);
      await Promise.all([one!.close(), two!.close()]);
      await server.dispose();
    },
  );
});
