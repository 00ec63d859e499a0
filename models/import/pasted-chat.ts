import type { Conversation, Message } from '../conversation.ts';
import type { Speaker } from '../text/types.ts';
import { contentId, speakerOf, timeOf } from './fields.ts';

interface Line {
  name: string | null;
  sentAt: string | null;
  text: string;
}

type Pasted = { ok: true; conversation: Conversation } | { ok: false; issues: { path: string; message: string }[] };

const NAME = String.raw`(?<name>[\p{L}~+][\p{L}\p{N}'’.&()+ -]{0,40}?)`;
const DATE = String.raw`(?<date>\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4})`;
const CLOCK = String.raw`(?<clock>\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?)`;
/** «[12/3/25, 4:02 PM] Dana: …», «12/3/25, 16:02 - Dana: …», «2026-03-04 10:22 Dana: …». */
const STAMPED = new RegExp(String.raw`^\W{0,2}\[?${DATE},? ${CLOCK}\]?(?: -)? (?:${NAME}: ?)?(?<text>.*)$`, 'u');
/** «Dana, 4:02 PM» or «Dana [4:02 PM]:» as chat windows copy it is read as a name. */
const NAMED = new RegExp(String.raw`^${NAME}(?: ?[[(]\d{1,2}:\d{2}(?: ?[AaPp][Mm])?[\])])?: +(?<text>\S.*)$`, 'u');
/** Labels that begin a line of prose rather than a turn. */
const NOT_A_NAME =
  /^(?:re|fw|fwd|subject|to|from|cc|date|sent|note|notes|ps|p\.s|price|budget|beds?|baths?|address|phone|email|e-mail|name|time|location|area|update|question|questions|https?|total|rent|size|type|details?|pets?|timeline|financing|available|edit|also|pros?|cons?|fyi|btw)$/i;

const OFFSET = /(Z|[+-]\d{2}:\d{2})$/;

/** A stamp in the zone of `now`; month before day, as in the US, unless that cannot be. */
function stampOf(date: string, clock: string, now: string): string | null {
  const [a = 0, b = 0, c = 0] = date.split(/[/.-]/).map(Number);
  const yearFirst = a > 31;
  const dayFirst = !yearFirst && a > 12;
  const year = yearFirst ? a : c < 100 ? 2000 + c : c;
  const month = yearFirst ? b : dayFirst ? b : a;
  const day = yearFirst ? c : dayFirst ? a : b;
  const [, hours = '0', minutes = '00', half = ''] = /^(\d{1,2}):(\d{2})(?::\d{2})?\W?([AaPp])?/.exec(clock) ?? [];
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const two = (n: number) => String(n).padStart(2, '0');
  return timeOf(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minutes}:00${OFFSET.exec(now)?.[1] ?? 'Z'}`);
}

/** What messengers write into an export by themselves. */
const SYSTEM =
  /^(?:messages and calls are end-to-end encrypted|<media omitted>|this message was deleted|you deleted this message|missed (?:voice|video) call|.{0,40} (?:created group|added you|changed (?:the|their)))/i;

function readLine(line: string, now: string): Line {
  const stamped = STAMPED.exec(line)?.groups;
  if (stamped?.date && stamped.clock) {
    const sentAt = stampOf(stamped.date, stamped.clock, now);
    if (sentAt !== null) return { name: stamped.name ?? null, sentAt, text: stamped.text ?? '' };
  }
  const named = NAMED.exec(line)?.groups;
  if (named?.name && !NOT_A_NAME.test(named.name.trim()))
    return { name: named.name, sentAt: null, text: named.text ?? '' };
  return { name: null, sentAt: null, text: line };
}

/** Names count as speakers when one is a role («Me», «Agent»), stands with a time, or comes back. */
function speaks(lines: readonly Line[]): boolean {
  const names = lines.filter((line) => line.name !== null).map((line) => line.name?.toLowerCase() ?? '');
  return (
    lines.some((line) => line.sentAt !== null) ||
    names.some((name) => speakerOf(name) !== null) ||
    (names.length >= 2 && new Set(names).size <= Math.max(2, names.length / 2))
  );
}

/** Who is who: role words decide; else the one who wrote first is the lead. */
function roles(names: readonly string[]): (name: string) => Speaker {
  const known = new Map(names.map((name) => [name, speakerOf(name)]));
  const someAgent = [...known.values()].includes('agent');
  const someLead = [...known.values()].includes('lead');
  const first = names.find((name) => known.get(name) === null);
  return (name) => {
    const role = known.get(name);
    if (role) return role;
    if (someAgent) return 'lead';
    if (someLead) return 'agent';
    return name === first ? 'lead' : 'agent';
  };
}

function turnsOf(text: string, now: string): Line[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200e\u200f\ufeff]/g, '')
    .split('\n');
  const read = lines.map((line) => readLine(line.trim(), now));
  if (!speaks(read)) {
    return text
      .replace(/\r\n?/g, '\n')
      .split(/\n[ \t]*\n/)
      .map((paragraph) => ({ name: null, sentAt: null, text: paragraph.trim() }));
  }
  const turns: { name: string | null; sentAt: string | null; parts: string[] }[] = [];
  for (const line of read) {
    const last = turns.at(-1);
    // A line with neither name nor time goes on with the turn above it.
    if (line.name === null && line.sentAt === null && last) last.parts.push(line.text);
    else turns.push({ name: line.name, sentAt: line.sentAt, parts: [line.text] });
  }
  return turns.map(({ name, sentAt, parts }) => ({ name, sentAt, text: parts.join('\n').trim() }));
}

/**
 * A chat copied by hand: «Me: …» and «Dana: …» lines, a WhatsApp export, or plain paragraphs (all the lead's).
 * Messages without a time take that of the one before, else `now` (ISO 8601, whose offset the stamps get).
 */
export function parsePastedChat(text: string, now: string): Pasted {
  const turns = turnsOf(text, now).filter((turn) => turn.text !== '' && !SYSTEM.test(turn.text));
  // A stamped line without a name is the messenger's own.
  const spoken = turns.filter((turn) => turn.sentAt === null || turn.name !== null);
  if (spoken.length === 0) return { ok: false, issues: [{ path: '', message: 'found no message in the text' }] };
  const roleOf = roles([...new Set(spoken.flatMap((turn) => turn.name ?? []))]);
  const id = `paste-${contentId(text)}`;
  let last = spoken.find((turn) => turn.sentAt !== null)?.sentAt ?? now;
  const messages = spoken.map((turn, index): Message => {
    last = turn.sentAt ?? last;
    return {
      id: `${id}-${String(index + 1).padStart(5, '0')}`,
      from: turn.name === null ? 'lead' : roleOf(turn.name),
      text: turn.text,
      sentAt: last,
    };
  });
  return { ok: true, conversation: { id, leadId: id, messages } };
}
