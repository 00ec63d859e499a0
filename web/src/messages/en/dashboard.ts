import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');

export default {
  title: 'Insights',
  emptyTitle: 'No leads to count yet',
  emptyText:
    'Once conversations are here, this page shows who stands where, how fast leads are answered, what holds them back and where they come from.',
  addOne: 'Add a conversation',
  days: (n: number) => `${n} days`,
  custom: 'Custom',
  range: 'Days to look at',
  from: 'From',
  to: 'To',
  rangeWrong: 'The first day must come before the last, and the two lie within a year.',
  owner: 'Whose leads',
  everyone: 'Everyone',
  nobody: 'Nobody’s',
  formerMember: 'Member not known here',
  asOf: (moment: string) => `Last counted: ${moment}.`,
  counting: (done: string, total: string) => `Counting ${done} of ${total} leads`,
  counted: (leads: number) => plural(leads, 'Counted from # open lead', 'Counted from # open leads'),
  unread: (count: number) => plural(count, '# lead is not analysed yet.', '# leads are not analysed yet.'),
  exportOf: (title: string) => `Export: ${title}`,
  exportAll: 'Export all as CSV',
  csv: 'Download CSV',
  png: 'Download PNG',
  pngFailed: 'The picture could not be made. The CSV holds the same figures.',
  asTable: 'The figures as a table',
  notEnough: 'Not enough to tell yet.',
  level: 'Level',
  leads: 'Leads',
  share: 'Share',
  messages: 'Messages',
  week: 'Week of',
  levelsNow: {
    title: 'Levels now',
    says: (strong: number) => plural(strong, '# lead is ready to close or hot.', '# leads are ready to close or hot.'),
  },
  levelWeeks: {
    title: 'Levels over weeks',
    up: (now: number, before: number) => `Ready or hot: ${now} this week, ${before} the week before.`,
    thin: 'Two weeks with messages are needed to show where leads go.',
  },
  chance: {
    title: 'Pipeline and conversion',
    column: 'Chance to close',
    low: 'at least',
    high: 'at most',
    rests: (outcomes: number) =>
      outcomes === 0
        ? 'The chances rest on no outcome of your team yet, on a stated assumption alone: mark leads as won or lost.'
        : plural(outcomes, 'The chances rest on # lead won or lost.', 'The chances rest on # leads won or lost.'),
    won: (won: number, of: number, share: string, low: string, high: string) =>
      `Won: ${won} of the ${of} that ended in these days, ${share} (${low} to ${high}).`,
    wonThin: (of: number) =>
      plural(
        of,
        'Share won: not enough to tell yet (# lead ended in these days).',
        'Share won: not enough to tell yet (# leads ended in these days).',
      ),
    wonRow: 'Won of those that ended in these days',
    thin: 'Not enough to tell yet: no lead has said enough for a chance.',
  },
  replies: {
    title: 'Response time',
    says: (count: number, median: string) =>
      `Half of ${plural(count, '# first answer', '# first answers')} came within ${median}.`,
    waiting: (count: number) => plural(count, '# lead waits for an answer now.', '# leads wait for an answer now.'),
    thin: 'Not enough to tell yet: five answers in these days are needed.',
    within: 'Answered within',
    longer: 'longer',
    count: 'Answers',
  },
  medianIs: (median: string) => `median ${median}`,
  dotIs: (each: number) => `One dot stands for ${each} answers.`,
  objections: {
    title: 'Objections',
    says: (kind: string, leads: number) => `Most often: ${kind}, from ${plural(leads, '# lead', '# leads')}.`,
    none: 'Nobody objected to anything in these days.',
    kind: 'Objection',
  },
  mood: {
    title: 'Mood of the messages',
    says: (positive: string, negative: string) =>
      `In the latest week that tells, ${positive} of messages are positive and ${negative} negative.`,
    thin: 'Not enough to tell yet: two weeks with five messages each are needed. Choose a longer range.',
  },
  moods: { positive: 'Positive', neutral: 'Neutral', negative: 'Negative' },
  sources: {
    title: 'Sources',
    says: (source: string, leads: number) =>
      `Most leads who wrote came from ${source} (${leads}). Marked: ready to close or hot.`,
    none: 'Nobody wrote in these days.',
    source: 'Source',
    unknown: 'Not known',
    strong: 'Ready or hot',
    others: (count: number) => plural(count, '# other source', '# other sources'),
  },
  channels: {
    title: 'Channels',
    says: (channel: string, share: string) => `${share} of those who wrote did so by ${channel}.`,
    channel: 'Channel',
  },
  workload: {
    title: 'Agent workload',
    says: (waiting: number) =>
      plural(waiting, '# lead of the team waits for an answer.', '# leads of the team wait for an answer.'),
    agent: 'Agent',
    waiting: 'Waiting',
    median: 'Median answer',
  },
  chartSays: (title: string, says: string) => `${title}. ${says} The table below holds the figures.`,
};
