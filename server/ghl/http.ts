import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { GhlError } from './ghl-error.ts';

export interface HttpOptions {
  baseUrl: string;
  clock: () => number;
  /** Until a request is given up, milliseconds. */
  timeoutMillis: number;
  /** The first pause between two tries, milliseconds. */
  backOffMillis: number;
  /** How long nothing is sent after ten failures in a row, milliseconds. */
  breakMillis: number;
}

export const HTTP_DEFAULTS = { timeoutMillis: 10_000, backOffMillis: 300, breakMillis: 60_000 } as const;
const FAILURES = 10;
/** Tries after the first. */
const RETRIES = 2;

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string | number | undefined>;
  headers: Record<string, string>;
  /** Sent as JSON, or as a form when it is URLSearchParams. */
  body?: object;
  /** Doing it twice is the same as doing it once: then it is tried three times. */
  repeatable: boolean;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; null when it is none. */
  body: unknown;
}

/**
 * Sends requests to GHL: time limit, three tries with jittered pauses for what may be repeated, and a breaker over all.
 * Answers below 500 come back whatever their status; throws GhlError for everything else.
 */
export function createHttp(options: HttpOptions) {
  const failed = handleWhen((error) => error instanceof GhlError && error.code === 'ghl_unavailable');
  let openedAt = 0;
  const breaker = circuitBreaker(failed, {
    halfOpenAfter: options.breakMillis,
    breaker: new ConsecutiveBreaker(FAILURES),
  });
  breaker.onBreak(() => (openedAt = options.clock()));
  const limit = timeout(options.timeoutMillis, TimeoutStrategy.Aggressive);
  const once = wrap(breaker);
  const thrice = wrap(
    retry(failed, {
      maxAttempts: RETRIES,
      backoff: new ExponentialBackoff({ initialDelay: options.backOffMillis, maxDelay: options.backOffMillis * 10 }),
    }),
    breaker,
  );
  const attempt = async (request: HttpRequest): Promise<HttpAnswer> => {
    try {
      const answer = await limit.execute(({ signal }) => send(options.baseUrl, request, signal));
      if (answer.status >= 500) throw new GhlError('ghl_unavailable', { status: answer.status });
      return answer;
    } catch (error) {
      if (error instanceof GhlError) throw error;
      // Everything fetch throws (cut, refused, unresolved) and the time limit. Its message may hold the address.
      if (error instanceof TypeError || error instanceof TaskCancelledError || isAbort(error)) {
        throw new GhlError('ghl_unavailable');
      }
      throw error;
    }
  };
  return async function request(request: HttpRequest): Promise<HttpAnswer> {
    try {
      return await (request.repeatable ? thrice : once).execute(() => attempt(request));
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new GhlError('ghl_circuit_open', { retryAt: openedAt + options.breakMillis });
    }
  };
}
export type Http = ReturnType<typeof createHttp>;

async function send(baseUrl: string, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const url = new URL(request.path, baseUrl);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const isForm = request.body instanceof URLSearchParams;
  const response = await fetch(url, {
    method: request.method,
    headers: {
      accept: 'application/json',
      ...(request.body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(request.body === undefined
      ? {}
      : { body: request.body instanceof URLSearchParams ? request.body : JSON.stringify(request.body) }),
    signal,
    redirect: 'error',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}
