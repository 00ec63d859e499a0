import { createHash } from 'node:crypto';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { LimiterFactory } from './rate-limit.ts';

/** Slows the guessing of passwords down. */
export interface LoginThrottle {
  /** Before a try: null when it may go on, else the seconds to wait. Counts the try as failed until told otherwise. */
  begin(address: string, email: string): Promise<number | null>;
  /** The try was good. */
  succeeded(address: string, email: string): Promise<void>;
}

/** Failures are remembered this long after the last one. */
const MEMORY_SECONDS = 24 * 3600;
const FIRST_WAIT_SECONDS = 15;

/**
 * Failures in a row, then one try a wait that doubles from 15 seconds. By account and address: five free, up to an
 * hour. By account and by address alone more are free, and the wait of an account is short: nobody can lock another
 * one out for long.
 */
const RULES = [
  { name: 'login-pair', free: 5, maxWait: 3600, key: (address: string, account: string) => `${address}|${account}` },
  { name: 'login-account', free: 50, maxWait: 120, key: (_address: string, account: string) => account },
  { name: 'login-address', free: 50, maxWait: 3600, key: (address: string) => address },
] as const;

export function createLoginThrottle(factory: LimiterFactory): LoginThrottle {
  const rules = RULES.map((rule) => ({
    ...rule,
    failures: factory(rule.name, Number.MAX_SAFE_INTEGER, MEMORY_SECONDS),
    gate: factory(`${rule.name}-gate`, 1, FIRST_WAIT_SECONDS),
  }));
  return {
    async begin(address, email) {
      const account = accountKey(email);
      for (const [index, rule] of rules.entries()) {
        const key = rule.key(address, account);
        const count = (await rule.failures.penalty(key, 1)).consumedPoints;
        const wait = count > rule.free ? await pass(rule.gate, key, waitAfter(count - rule.free, rule.maxWait)) : null;
        if (wait === null) continue;
        // A try that is turned away is no failure.
        for (const counted of rules.slice(0, index + 1))
          await counted.failures.reward(counted.key(address, account), 1);
        return wait;
      }
      return null;
    },
    async succeeded(address, email) {
      const account = accountKey(email);
      for (const rule of rules) {
        const key = rule.key(address, account);
        if (rule.name === 'login-address') await rule.failures.reward(key, 1);
        else {
          await rule.failures.delete(key);
          await rule.gate.delete(key);
        }
      }
    },
  };
}

/** Seconds to wait after so many failures beyond the free ones. */
function waitAfter(beyond: number, max: number): number {
  return Math.min(max, FIRST_WAIT_SECONDS * 2 ** Math.min(beyond - 1, 20));
}

/** Goes through the gate and shuts it for so many seconds; the seconds left when it is shut. */
async function pass(gate: RateLimiterAbstract, key: string, seconds: number): Promise<number | null> {
  try {
    await gate.consume(key, 1, { customDuration: seconds });
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000);
    throw refused;
  }
}

/** The address of the account does not stand in the counters, which may be shared. */
function accountKey(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');
}
