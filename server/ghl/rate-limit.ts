/** 100 requests in 10 s a location (HighLevel's documentation of the API 2.0). */
const WINDOW_REQUESTS = 100;
const WINDOW_MILLIS = 10_000;
const HOUR = 3_600_000;

/** Keeps below GHL's limits, per location: by what this process sent, and by what GHL's headers say of all. */
export interface RateLimit {
  /** Takes one request's place; a number is the time before which none may be sent. */
  take(locationId: string): 'go' | number;
  /** Reads the headers of an answer. */
  note(locationId: string, status: number, headers: Headers): void;
}

export function createRateLimit(clock: () => number): RateLimit {
  const sent = new Map<string, number[]>();
  const closedUntil = new Map<string, number>();
  const close = (id: string, until: number) => closedUntil.set(id, Math.max(until, closedUntil.get(id) ?? 0));
  return {
    take(id) {
      const now = clock();
      const closed = closedUntil.get(id) ?? 0;
      if (closed > now) return closed;
      const recent = (sent.get(id) ?? []).filter((at) => at > now - WINDOW_MILLIS);
      sent.set(id, recent);
      if (recent.length >= WINDOW_REQUESTS) return recent[0]! + WINDOW_MILLIS;
      recent.push(now);
      return 'go';
    },
    note(id, status, headers) {
      const now = clock();
      const windowMillis = numberOf(headers, 'x-ratelimit-interval-milliseconds') ?? WINDOW_MILLIS;
      if (numberOf(headers, 'x-ratelimit-daily-remaining') === 0) close(id, now + HOUR);
      if (numberOf(headers, 'x-ratelimit-remaining') === 0 || status === 429) {
        const retryAfter = numberOf(headers, 'retry-after');
        close(id, now + (retryAfter === null ? windowMillis : retryAfter * 1000));
      }
    },
  };
}

function numberOf(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}
