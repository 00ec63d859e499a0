import { LEVELS, type Level } from '../../../../models/scoring/types.ts';
import type { ObjectionKind, Sentiment } from '../../../../models/text/labels.ts';
import type { Channel } from '../../../../models/text/types.ts';
import type { LeadFigures } from './lead-figures.ts';

/** Whose leads: all, one member's, or (null) those that nobody owns. */
export type OwnerChoice = { kind: 'all' } | { kind: 'owner'; id: string | null };

export interface ReportQuery {
  /** Milliseconds, both inclusive. */
  from: number;
  to: number;
  /** Starts of the weeks that meet the range, and of the one after them. */
  weeks: readonly number[];
  owner: OwnerChoice;
}

export type LevelCounts = Record<Level, number>;

/** A share with its 95 % interval (Wilson), 0 to 1. */
export interface Share {
  count: number;
  of: number;
  share: number;
  low: number;
  high: number;
}

/** All that the charts show. Leads that are won or lost count in `closed` and `weeks`, in nothing that is now. */
export interface Report {
  leads: number;
  unread: number;
  levels: LevelCounts;
  weeks: { start: number; levels: LevelCounts }[];
  /** Median chance to close of the leads at each level, the hottest first, with the medians of its interval. */
  chances: { level: Level; leads: number; probability: number; low: number; high: number }[];
  /** Won and lost leads that the chances rest on. */
  learntFrom: number;
  /** Won among the leads that ended in the range; null when none did. */
  won: Share | null;
  replies: { count: number; medianHours: number | null; bins: { below: number; count: number }[]; waiting: number };
  objections: { kind: ObjectionKind; leads: number; messages: number }[];
  moods: ({ start: number } & Record<Sentiment, number>)[];
  sources: { source: string | null; leads: number; strong: number }[];
  channels: { channel: Channel; leads: number; messages: number }[];
  workload: { owner: string | null; leads: number; strong: number; waiting: number; medianHours: number | null }[];
}

/** Upper bounds in hours: 5, 15 and 30 minutes, 1, 2, 4 and 8 hours, 1, 2 and 7 days, and longer. */
const REPLY_BOUNDS = [1 / 12, 0.25, 0.5, 1, 2, 4, 8, 24, 48, 168, Infinity] as const;
/** Levels at which an agent should act. */
const STRONG: ReadonlySet<Level | null> = new Set(['ready', 'hot']);

export function reportOf(all: Iterable<LeadFigures>, query: ReportQuery): Report {
  const { owner } = query;
  const leads = [...all].filter((lead) => owner.kind === 'all' || lead.owner === owner.id);
  const open = leads.filter((lead) => lead.outcome === null);
  const within = ({ at }: { at: number }) => at >= query.from && at <= query.to;
  const active = leads.filter((lead) => lead.wrote.some(within));
  return {
    leads: open.length,
    unread: open.filter((lead) => lead.level === null).length,
    levels: countLevels(open.map((lead) => lead.level)),
    weeks: query.weeks
      .slice(0, -1)
      .map((start) => ({ start, levels: countLevels(leads.map((l) => levelAt(l, start))) })),
    chances: chancesOf(open),
    learntFrom: Math.max(0, ...open.map((lead) => lead.chance?.outcomes ?? 0)),
    won: wonOf(leads.flatMap(({ outcome }) => (outcome && within(outcome) ? [outcome.result] : []))),
    replies: repliesOf(leads, within),
    objections: objectionsOf(leads, within),
    moods: moodsOf(leads, query, within),
    sources: sourcesOf(active),
    channels: channelsOf(active, within),
    workload: workloadOf(open, within),
  };
}

const noLevels = (): LevelCounts => Object.fromEntries(LEVELS.map((level) => [level, 0])) as LevelCounts;

function countLevels(levels: readonly (Level | null)[]): LevelCounts {
  const counts = noLevels();
  for (const level of levels) if (level !== null) counts[level] += 1;
  return counts;
}

/** Null before the lead's first week, and after it was won or lost. */
function levelAt({ history, outcome }: LeadFigures, start: number): Level | null {
  if (outcome && outcome.at < start) return null;
  return history.findLast(({ at }) => at <= start)?.level ?? null;
}

function chancesOf(open: readonly LeadFigures[]): Report['chances'] {
  return LEVELS.toReversed().flatMap((level) => {
    const chances = open.flatMap((lead) => (lead.level === level && lead.chance ? [lead.chance] : []));
    const middle = (pick: (chance: (typeof chances)[number]) => number) => median(chances.map(pick)) ?? 0;
    if (chances.length === 0) return [];
    return [
      {
        level,
        leads: chances.length,
        probability: middle((chance) => chance.probability),
        low: middle((chance) => chance.low),
        high: middle((chance) => chance.high),
      },
    ];
  });
}

function wonOf(results: readonly ('won' | 'lost')[]): Share | null {
  return results.length === 0 ? null : shareOf(results.filter((result) => result === 'won').length, results.length);
}

/** Wilson's interval at 95 %: sound on few outcomes and at the ends. */
export function shareOf(count: number, of: number): Share {
  const z = 1.96;
  const share = count / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { count, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

type Within = (event: { at: number }) => boolean;

function repliesOf(leads: readonly LeadFigures[], within: Within): Report['replies'] {
  const hours = leads.flatMap((lead) => lead.replies.filter(within).map((reply) => reply.hours));
  const bins = REPLY_BOUNDS.map((below) => ({ below: below as number, count: 0 }));
  for (const value of hours) {
    const bin = bins.find(({ below }) => value < below) ?? bins.at(-1);
    if (bin) bin.count += 1;
  }
  const waiting = leads.filter((lead) => lead.outcome === null && lead.waitsSince !== null).length;
  return { count: hours.length, medianHours: median(hours), bins, waiting };
}

function objectionsOf(leads: readonly LeadFigures[], within: Within): Report['objections'] {
  const found = new Map<ObjectionKind, { leads: number; messages: number }>();
  for (const lead of leads) {
    const kinds = lead.objections.filter(within).map(({ kind }) => kind);
    for (const kind of new Set(kinds)) {
      const { leads: before, messages } = found.get(kind) ?? { leads: 0, messages: 0 };
      found.set(kind, { leads: before + 1, messages: messages + kinds.filter((one) => one === kind).length });
    }
  }
  return [...found].map(([kind, counts]) => ({ kind, ...counts })).sort((a, b) => b.leads - a.leads);
}

function moodsOf(leads: readonly LeadFigures[], { weeks }: ReportQuery, within: Within): Report['moods'] {
  const moods = weeks.slice(0, -1).map((start) => ({ start, positive: 0, neutral: 0, negative: 0 }));
  for (const event of leads.flatMap((lead) => lead.moods.filter(within))) {
    const week = moods.findLast(({ start }) => start <= event.at);
    if (week) week[event.mood] += 1;
  }
  return moods;
}

function sourcesOf(active: readonly LeadFigures[]): Report['sources'] {
  const groups = groupBy(active, ({ source }) => source?.trim() || null);
  return [...groups]
    .map(([source, leads]) => ({ source, leads: leads.length, strong: leads.filter(isStrong).length }))
    .sort((a, b) => b.leads - a.leads);
}

function channelsOf(active: readonly LeadFigures[], within: Within): Report['channels'] {
  const found = new Map<Channel, { leads: number; messages: number }>();
  for (const lead of active) {
    const messages = groupBy(lead.wrote.filter(within), ({ channel }) => channel);
    for (const [channel, { length }] of messages) {
      const before = found.get(channel) ?? { leads: 0, messages: 0 };
      found.set(channel, { leads: before.leads + 1, messages: before.messages + length });
    }
  }
  return [...found].map(([channel, counts]) => ({ channel, ...counts })).sort((a, b) => b.leads - a.leads);
}

function workloadOf(open: readonly LeadFigures[], within: Within): Report['workload'] {
  return [...groupBy(open, ({ owner }) => owner)]
    .map(([owner, leads]) => ({
      owner,
      leads: leads.length,
      strong: leads.filter(isStrong).length,
      waiting: leads.filter((lead) => lead.waitsSince !== null).length,
      medianHours: median(leads.flatMap((lead) => lead.replies.filter(within).map((reply) => reply.hours))),
    }))
    .sort((a, b) => b.leads - a.leads);
}

const isStrong = ({ level, outcome }: LeadFigures): boolean => outcome === null && STRONG.has(level);

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
