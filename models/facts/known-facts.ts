import type { Evidence } from '../conversation.ts';
import type { FactKey, Facts, FoundFact, KnownFact, KnownFacts } from './types.ts';

interface Statement {
  messageId: string;
  /** ISO 8601. */
  sentAt: string;
  found: readonly FoundFact[];
}

/** The facts of one message as `classify` prints them; the last statement of a key stands. */
export function toFacts(found: readonly FoundFact[]): Facts {
  return Object.fromEntries(found.map(({ key, value }) => [key, value]));
}

/** Facts by which a person means the same thing: equal values, lists in any order and case. */
export function sameValue(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) =>
    JSON.stringify(Array.isArray(value) ? value.map((v) => String(v).toLowerCase()).sort() : value);
  return plain(a) === plain(b);
}

const timeOf = (iso: string) => {
  const at = Date.parse(iso);
  return Number.isFinite(at) ? at : 0;
};

/**
 * What is known of a lead after all of its messages: for each fact the latest statement wins, the different values
 * that it overruled stay visible, oldest first. Places add up («Modesto also»), unless the lead corrects themselves. The
 * result hangs on `sentAt`, not on the order of the input; a value
 * said again moves its date and evidence forward.
 */
export function knownFacts(perMessage: readonly Statement[]): KnownFacts {
  const ordered = [...perMessage].sort(
    (a, b) =>
      timeOf(a.sentAt) - timeOf(b.sentAt) || (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0),
  );
  const known = new Map<FactKey, KnownFact & { evidence: Evidence }>();
  for (const { messageId, sentAt, found } of ordered) {
    for (const { key, value: stated, start, end, replaces } of found) {
      const before = known.get(key);
      const value = before && !replaces ? withEarlier(before.value, stated) : stated;
      const overruled = before?.overruled ?? [];
      const next = { value, statedAt: sentAt, evidence: { messageId, start, end } };
      const changed = before !== undefined && isContradiction(key, before, sentAt, value, replaces);
      known.set(key, {
        ...next,
        overruled: changed
          ? [...overruled, { value: before.value, statedAt: before.statedAt, evidence: before.evidence }]
          : overruled,
      });
    }
  }
  return Object.fromEntries(known) as KnownFacts;
}

/** Lists of places with those named before; other values as they are. */
function withEarlier(before: KnownFact['value'], stated: KnownFact['value']): KnownFact['value'] {
  if (!Array.isArray(before) || !Array.isArray(stated)) return stated;
  const named = new Set(before.map((place) => place.toLowerCase()));
  return [...before, ...stated.filter((place) => !named.has(place.toLowerCase()))];
}

const DAY = 86_400_000;

/** A timeline is a date: «60 days» said ten days later as «50 days» is the same one. */
function isContradiction(
  key: FactKey,
  before: KnownFact,
  sentAt: string,
  value: unknown,
  replaces: true | undefined,
): boolean {
  if (key === 'locations' && !replaces) return false;
  if (key === 'timeline_days_max') {
    const shift = (timeOf(sentAt) - timeOf(before.statedAt)) / DAY;
    const slack = Math.max(3, Number(before.value) * 0.1);
    return Math.abs(Number(before.value) - shift - Number(value)) > slack;
  }
  return !sameValue(before.value, value);
}
