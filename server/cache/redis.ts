import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleAll } from 'cockatiel';
import { createClient, createClientPool, RESP_TYPES } from 'redis';
import { describeError, type Logger } from '../log.ts';
import type { BreakerState } from '../storage/storage.ts';

const FAILURES_TO_BREAK = 10;
const BREAK_MILLIS = 60_000;
const WAIT_MILLIS = 1000;

export interface RedisOptions {
  url: string;
  logger: Logger;
  /** Connections at most. */
  poolSize?: number;
  breakMillis?: number;
}

/** One command after another on a connection of the pool; texts come back as bytes. */
export type Command = (...parts: readonly (string | Buffer)[]) => Promise<unknown>;

/** A Redis or Valkey that may be away at any time: everything that uses it must do without. */
export interface Redis {
  /** Runs commands; `fallback` when it is away. After ten failures nobody asks it for a minute. */
  ask<T>(work: (command: Command) => Promise<T>, fallback: T): Promise<T>;
  /** Calls back for every message on a channel, also after it was away. */
  listen(channel: string, onMessage: (text: string) => void): void;
  breaker(): BreakerState;
  close(): Promise<void>;
}

export async function connectRedis({ url, logger, poolSize = 10, breakMillis }: RedisOptions): Promise<Redis> {
  const socket = { connectTimeout: WAIT_MILLIS, reconnectStrategy: (tries: number) => Math.min(50 * 2 ** tries, 2000) };
  // Commands fail at once while a connection is away, instead of piling up.
  const options = { url, socket, disableOfflineQueue: true, commandsQueueMaxLength: 10_000 };
  const pool = createClientPool(options, {
    minimum: 0,
    maximum: poolSize,
    acquireTimeout: WAIT_MILLIS,
    cleanupDelay: 60_000,
  });
  pool.on('error', () => undefined);
  await pool.connect();
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: breakMillis ?? BREAK_MILLIS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_BREAK),
  });
  const bytes = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } };
  let subscriber: ReturnType<typeof createClient> | null = null;
  return {
    async ask(work, fallback) {
      try {
        return await breaker.execute(() =>
          pool.execute((client) => work((...parts) => client.sendCommand([...parts], bytes))),
        );
      } catch (error) {
        logger.debug(describeError(error), 'Redis did not answer');
        return fallback;
      }
    },
    listen(channel, onMessage) {
      subscriber = createClient({ url, socket });
      subscriber.on('error', () => undefined);
      void subscriber
        .connect()
        .then((client) => client.subscribe(channel, onMessage))
        .catch(() => undefined);
    },
    breaker: () =>
      breaker.state === CircuitState.Closed ? 'closed' : breaker.state === CircuitState.HalfOpen ? 'half-open' : 'open',
    close() {
      subscriber?.destroy();
      pool.destroy();
      return Promise.resolve();
    },
  };
}
