import { LEVELS } from '../../../../models/scoring/types.ts';
import { formatDate, formatNumber, formatPercent } from '../../messages/format.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { safeText } from '../../ui/safe-text.ts';
import type { BarRow } from './bar-row.ts';
import type { ChartTable } from './chart-table.ts';
import { durationWords } from './duration-words.ts';
import { moodPoints, type MoodPoint } from './mood-points.ts';
import type { Report } from './report.ts';

/** A chart in words and figures; `thin`: why there is too little to draw. */
export interface ChartView<Drawn = readonly BarRow[]> {
  id: string;
  title: string;
  says: string;
  thin: string | null;
  table: ChartTable;
  drawn: Drawn;
}

/** Fewer answers, or leads that ended, say nothing of the rest. */
const LEAST = 5;
const SOURCES_DRAWN = 7;
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const percent = (share: number) => formatPercent(share);
/** Weeks before the first that tells anything take no room. */
const fromFirst = <T>(weeks: readonly T[], tells: (week: T) => boolean): T[] => {
  const first = weeks.findIndex(tells);
  return first < 0 ? [] : weeks.slice(first);
};
const dayOf = (start: number) => formatDate(new Date(start).toISOString());

export function levelsNow({ levels, unread }: Report): ChartView {
  const words = wordsOf('dashboard');
  const names = wordsOf('common').levels;
  const all = Math.max(1, sum(Object.values(levels)));
  const rows = LEVELS.toReversed().map((level) => ({ level, count: levels[level] }));
  return {
    id: 'levels',
    title: words.levelsNow.title,
    says: [words.levelsNow.says(levels.ready + levels.hot), ...(unread > 0 ? [words.unread(unread)] : [])].join(' '),
    thin: null,
    table: {
      columns: [{ name: words.level }, { name: words.leads, show: formatNumber }, { name: words.share, show: percent }],
      rows: rows.map(({ level, count }) => [names[level], count, count / all]),
    },
    drawn: rows.map(({ level, count }) => ({
      name: names[level],
      value: count,
      text: `${formatNumber(count)} · ${percent(count / all)}`,
      level,
    })),
  };
}

export function levelWeeks({ weeks }: Report): ChartView<Report['weeks']> {
  const words = wordsOf('dashboard');
  const names = wordsOf('common').levels;
  const strong = (week: Report['weeks'][number] | undefined) => (week ? week.levels.ready + week.levels.hot : 0);
  const full = weeks.filter(({ levels }) => sum(Object.values(levels)) > 0).length;
  return {
    id: 'levels-weeks',
    title: words.levelWeeks.title,
    says: full < 2 ? words.notEnough : words.levelWeeks.up(strong(weeks.at(-1)), strong(weeks.at(-2))),
    thin: full < 2 ? words.levelWeeks.thin : null,
    table: {
      columns: [{ name: words.week }, ...LEVELS.map((level) => ({ name: names[level], show: formatNumber }))],
      rows: weeks.map(({ start, levels }) => [dayOf(start), ...LEVELS.map((level) => levels[level])]),
    },
    drawn: fromFirst(weeks, ({ levels }) => sum(Object.values(levels)) > 0),
  };
}

export function chances({ chances: rows, learntFrom, won }: Report): ChartView {
  const words = wordsOf('dashboard');
  const names = wordsOf('common').levels;
  const told =
    won && won.of >= LEAST
      ? words.chance.won(won.count, won.of, percent(won.share), percent(won.low), percent(won.high))
      : words.chance.wonThin(won?.of ?? 0);
  const wonRow = won
    ? [[words.chance.wonRow, won.of, ...(won.of >= LEAST ? [won.share, won.low, won.high] : [null, null, null])]]
    : [];
  return {
    id: 'conversion',
    title: words.chance.title,
    says: `${told} ${words.chance.rests(learntFrom)}`,
    thin: rows.length === 0 ? words.chance.thin : null,
    table: {
      columns: [
        { name: words.level },
        { name: words.leads, show: formatNumber },
        ...[words.chance.column, words.chance.low, words.chance.high].map((name) => ({ name, show: percent })),
      ],
      rows: [
        ...rows.map(({ level, leads, probability, low, high }) => [names[level], leads, probability, low, high]),
        ...wonRow,
      ],
    },
    drawn: rows.map(({ level, probability, low, high }) => ({
      name: names[level],
      value: probability,
      text: `${percent(low)}–${percent(high)}`,
      interval: { low, high },
      level,
    })),
  };
}

export function replies({ replies: found }: Report): ChartView<Report['replies']> {
  const words = wordsOf('dashboard');
  const enough = found.count >= LEAST && found.medianHours !== null;
  const says = enough ? words.replies.says(found.count, durationWords(found.medianHours ?? 0)) : words.notEnough;
  return {
    id: 'response-time',
    title: words.replies.title,
    says: `${says} ${words.replies.waiting(found.waiting)}`,
    thin: enough ? null : words.replies.thin,
    table: {
      columns: [{ name: words.replies.within }, { name: words.replies.count, show: formatNumber }],
      rows: found.bins.map(({ below, count }) => [
        Number.isFinite(below) ? durationWords(below) : words.replies.longer,
        count,
      ]),
    },
    drawn: found,
  };
}

export function objections({ objections: found }: Report): ChartView {
  const words = wordsOf('dashboard');
  const names = wordsOf('common').objections;
  const [first] = found;
  return {
    id: 'objections',
    title: words.objections.title,
    says: first ? words.objections.says(names[first.kind], first.leads) : words.objections.none,
    thin: first ? null : '',
    table: {
      columns: [
        { name: words.objections.kind },
        { name: words.leads, show: formatNumber },
        { name: words.messages, show: formatNumber },
      ],
      rows: found.map(({ kind, leads, messages }) => [names[kind], leads, messages]),
    },
    drawn: found.map(({ kind, leads }) => ({ name: names[kind], value: leads, text: formatNumber(leads) })),
  };
}

export function mood({ moods }: Report): ChartView<readonly MoodPoint[]> {
  const words = wordsOf('dashboard');
  const points = moodPoints(moods);
  const told = points.flatMap(({ share }) => (share ? [share] : []));
  const last = told.at(-1);
  const enough = told.length >= 2 && last !== undefined;
  return {
    id: 'mood',
    title: words.mood.title,
    says: enough ? words.mood.says(percent(last.positive), percent(last.negative)) : words.notEnough,
    thin: enough ? null : words.mood.thin,
    table: {
      columns: [
        { name: words.week },
        { name: words.messages, show: formatNumber },
        ...Object.values(words.moods).map((name) => ({ name, show: percent })),
      ],
      rows: points.map(({ start, messages, share }) => [
        dayOf(start),
        messages,
        share?.positive ?? null,
        share?.neutral ?? null,
        share?.negative ?? null,
      ]),
    },
    drawn: fromFirst(points, ({ messages }) => messages > 0),
  };
}

export function sources({ sources: found }: Report): ChartView {
  const words = wordsOf('dashboard');
  const nameOf = (source: string | null) => (source === null ? words.sources.unknown : safeText(source));
  const [first] = found;
  const drawn = found.slice(0, SOURCES_DRAWN).map(({ source, ...counts }) => ({ name: nameOf(source), ...counts }));
  const rest = found.slice(SOURCES_DRAWN);
  if (rest.length > 0) {
    const leads = sum(rest.map((one) => one.leads));
    drawn.push({ name: words.sources.others(rest.length), leads, strong: sum(rest.map((one) => one.strong)) });
  }
  return {
    id: 'sources',
    title: words.sources.title,
    says: first ? words.sources.says(nameOf(first.source), first.leads) : words.sources.none,
    thin: first ? null : '',
    table: {
      columns: [
        { name: words.sources.source },
        { name: words.leads, show: formatNumber },
        { name: words.sources.strong, show: formatNumber },
      ],
      rows: found.map(({ source, leads, strong }) => [nameOf(source), leads, strong]),
    },
    drawn: drawn.map(({ name, leads, strong }) => ({
      name,
      value: leads,
      marked: strong,
      text: strong > 0 ? `${formatNumber(leads)} · ${formatNumber(strong)}` : formatNumber(leads),
    })),
  };
}

export function channels({ channels: found }: Report): ChartView {
  const words = wordsOf('dashboard');
  const names = wordsOf('common').channels;
  const [first] = found;
  const all = Math.max(1, sum(found.map(({ leads }) => leads)));
  return {
    id: 'channels',
    title: words.channels.title,
    says: first ? words.channels.says(names[first.channel], percent(first.leads / all)) : words.sources.none,
    thin: first ? null : '',
    table: {
      columns: [
        { name: words.channels.channel },
        { name: words.leads, show: formatNumber },
        { name: words.messages, show: formatNumber },
      ],
      rows: found.map(({ channel, leads, messages }) => [names[channel], leads, messages]),
    },
    drawn: found.map(({ channel, leads }) => ({ name: names[channel], value: leads, text: formatNumber(leads) })),
  };
}

export function workload({ workload: found }: Report, nameOf: (owner: string | null) => string): ChartView {
  const words = wordsOf('dashboard');
  return {
    id: 'workload',
    title: words.workload.title,
    says: words.workload.says(sum(found.map(({ waiting }) => waiting))),
    thin: null,
    table: {
      columns: [
        { name: words.workload.agent },
        { name: words.leads, show: formatNumber },
        { name: words.sources.strong, show: formatNumber },
        { name: words.workload.waiting, show: formatNumber },
        { name: words.workload.median, show: durationWords },
      ],
      rows: found.map(({ owner, leads, strong, waiting, medianHours }) => [
        nameOf(owner),
        leads,
        strong,
        waiting,
        medianHours,
      ]),
    },
    drawn: found.map(({ owner, leads, strong }) => ({
      name: nameOf(owner),
      value: leads,
      marked: strong,
      text: formatNumber(leads),
    })),
  };
}
