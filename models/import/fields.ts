import type { Channel, Speaker } from '../text/types.ts';

const LEAD = new Set(
  'lead user customer client contact buyer seller renter tenant prospect them inbound incoming'.split(' '),
);
const AGENT = new Set('agent assistant realtor broker me you bot system outbound outgoing team'.split(' '));

/** Who speaks, by the names that exports use; null when the word says nothing. */
export function speakerOf(word: string): Speaker | null {
  const plain = word.trim().toLowerCase();
  return LEAD.has(plain) ? 'lead' : AGENT.has(plain) ? 'agent' : null;
}

const CHANNEL_WORDS: readonly (readonly [Channel, RegExp])[] = [
  ['whatsapp', /whats ?app/],
  ['sms', /sms|^text|imessage|mms|rcs/],
  ['email', /(?<!voic)e-?mail|gmail/],
  ['social', /social|facebook|^fb|instagram|^ig$|messenger|tiktok|linkedin|gmb|google/],
  ['call', /call|phone|voice/],
  ['chat', /chat|web|widget|zillow/],
];

/** The channel behind an export's word («TYPE_SMS», «Facebook», «voicemail»); `other` when unknown. */
export function channelOf(word: string): Channel {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/^type_/, '');
  return CHANNEL_WORDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?)?\s?(Z|z|[+-]\d{2}:?\d{2})?$/;

/** 2286-11-20: larger figures are milliseconds. */
const LAST_SECOND = 10_000_000_000;

/**
 * A time as ISO 8601 with seconds and offset, from ISO (its offset is kept, none is UTC: never the host's zone) or
 * from epoch seconds or milliseconds; null when it is neither.
 */
export function timeOf(value: unknown): string | null {
  if (typeof value === 'number') {
    const millis = Math.abs(value) < LAST_SECOND ? value * 1000 : value;
    return Number.isFinite(millis) && Math.abs(millis) <= 8.64e15 ? new Date(millis).toISOString() : null;
  }
  if (typeof value !== 'string') return null;
  const match = ISO.exec(value.trim());
  if (!match) return null;
  const [, day = '', clock = '00:00', seconds = ':00', zone = 'Z'] = match;
  const offset = zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const iso = `${day}T${clock}${seconds}${offset}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

/** A short stable name for content (FNV-1a, 2 × 32 bits): for ids that an import lacks, never for secrets. */
export function contentId(content: string): string {
  let a = 0x811c9dc5;
  let b = 0x1000193;
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
