import * as v from 'valibot';
import type { Config } from '../../config.ts';
import { connectRedis } from '../../cache/redis.ts';
import { silentLogger } from '../../log.ts';
import { bad, ok, warning, type Finding } from './finding.ts';

const Ready = v.object({ status: v.string(), breakers: v.record(v.string(), v.string()) });

/** The running server, asked over HTTP: is it ready, and are its breakers closed? */
export async function checkServer(config: Config, fetcher: typeof fetch): Promise<Finding[]> {
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  const url = `${config.tls === null ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${config.port}/readyz`;
  let ready: v.InferOutput<typeof Ready>;
  try {
    const response = await fetcher(url, { signal: AbortSignal.timeout(3000) });
    ready = v.parse(Ready, await response.json());
  } catch {
    return [ok('server', `none answers at ${url}: breakers were not looked at`)];
  }
  const state =
    ready.status === 'ready'
      ? ok('server', `ready at ${url}`)
      : bad('server', `it runs and cannot reach its database`, 'see the database below; it comes back by itself');
  const breakers = Object.entries(ready.breakers).map(([name, now]) =>
    now === 'closed' || now === 'none'
      ? ok(`breaker of ${name}`, now)
      : warning(`breaker of ${name}`, now, `see whether ${name} runs: the server tries again by itself`),
  );
  return [state, ...breakers];
}

/** Redis or Valkey, where one is configured. */
export async function checkRedis(config: Config): Promise<Finding[]> {
  if (config.redis === null) return [];
  const redis = await connectRedis({ ...config.redis, logger: silentLogger });
  try {
    const answer = await redis.ask(async (command) => String(await command('PING')), null);
    if (answer === 'PONG') return [ok('Redis', 'answers')];
    return [warning('Redis', 'does not answer: the server does without', 'check REDIS_URL, and that it runs')];
  } finally {
    await redis.close();
  }
}
