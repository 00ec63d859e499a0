import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { createLoginThrottle, type LoginThrottle } from './login-throttle.ts';
import { problem } from './problem.ts';

/** Makes the counters behind a limit: in memory by default, in Redis where many server processes share them. */
export type LimiterFactory = (name: string, points: number, seconds: number) => RateLimiterAbstract;

export const memoryLimiters: LimiterFactory = (name, points, seconds) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });

/** A limit on what comes under one key. */
export interface Limit {
  /** Counts one; returns null when it is within the limit, else the seconds to wait. */
  take(key: string): Promise<number | null>;
}

/** Requests a minute, by where they come from. */
export interface LimitConfig {
  address: number;
  account: number;
  tenant: number;
  apiKey: number;
}
export const DEFAULT_LIMITS: LimitConfig = { address: 1200, account: 600, tenant: 6000, apiKey: 300 };

/** Tries a minute and address at what lets somebody in. */
const TRIES_A_MINUTE = 30;

export interface Limits {
  address: Limit;
  account: Limit;
  tenant: Limit;
  apiKey: Limit;
  /** By address: invites, passkeys, CRM sign-in, unsigned webhooks. */
  tries: Limit;
  login: LoginThrottle;
}

export function createLimits(config: LimitConfig, factory: LimiterFactory = memoryLimiters): Limits {
  return {
    address: limitOn(factory('address', config.address, 60)),
    account: limitOn(factory('account', config.account, 60)),
    tenant: limitOn(factory('tenant', config.tenant, 60)),
    apiKey: limitOn(factory('api-key', config.apiKey, 60)),
    tries: limitOn(factory('tries', TRIES_A_MINUTE, 60)),
    login: createLoginThrottle(factory),
  };
}

function limitOn(limiter: RateLimiterAbstract): Limit {
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000);
        throw refused;
      }
    },
  };
}

/** Holds every address to a limit. */
export function limitAddress(limit: Limit, addressOf: (c: Context) => string | undefined): MiddlewareHandler {
  return async (c, next) => {
    const wait = await limit.take(addressOf(c) ?? 'unknown');
    return wait === null ? next() : tooMany(c, wait);
  };
}

export function tooMany(c: Context, seconds: number): Response {
  c.header('retry-after', String(seconds));
  return problem(c, 429, 'too_many_requests');
}
