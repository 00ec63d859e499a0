import { GiveUp, RetryLater } from '../jobs/job-errors.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { GhlError } from './ghl-error.ts';

/** When a limit does not say how long it lasts, milliseconds. */
const PAUSE_MILLIS = 10_000;

/**
 * A job that calls GHL: it waits while a limit or the breaker says so, is tried again when GHL does not answer, and is
 * dead at once when trying again cannot help (an admin may run it again after connecting anew).
 */
export function callJob(clock: () => number, handler: JobHandler): JobHandler {
  return {
    ...handler,
    async run(job) {
      try {
        await handler.run(job);
      } catch (error) {
        if (!(error instanceof GhlError)) throw error;
        if (error.code === 'ghl_unavailable') throw error;
        if (error.code === 'ghl_rate_limited' || error.code === 'ghl_circuit_open') {
          throw new RetryLater(error.retryAt ?? clock() + PAUSE_MILLIS, error.code);
        }
        throw new GiveUp(error.code);
      }
    },
  };
}
