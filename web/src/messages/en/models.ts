import type { InsightKind } from '../../../../models/insight/types.ts';
import type { HealthPart } from '../../../../models/insight/health-check.ts';
import type { DriftMeasure, DriftVerdict } from '../../../../models/text/drift/drift-report.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');

const health: Record<HealthPart, string> = {
  model: 'Text model',
  cache: 'Cache',
  handlers: 'Insight handlers',
  adapter: 'What was learnt',
};
const insights: Record<InsightKind, string> = {
  urgency: 'urgency',
  objection: 'objection',
  buying_intent: 'buying intent',
  price_sensitivity: 'price sensitivity',
  timeline: 'timeline',
  engagement: 'engagement',
  competitive: 'competition',
  closing: 'closing',
};
const verdicts: Record<DriftVerdict, string> = {
  steady: 'as measured',
  watch: 'begins to differ',
  moved: 'differs',
  not_enough: 'too few to tell',
};
const measures: Record<DriftMeasure['measure'], string> = {
  labels: 'Mix of labels',
  confidence: 'Certainty',
  unknown_words: 'Words known only in pieces',
  corrections: 'Corrected messages',
};
const latestMessages = (count: number) => plural(count, 'the latest # message', 'the latest # messages');
const drift: Record<DriftVerdict, (messages: number) => string> = {
  steady: (n) => `Steady: ${latestMessages(n)} are like those that the model was measured on.`,
  watch: (n) => `Begins to differ: something in ${latestMessages(n)} is not quite as the model was measured.`,
  moved: (n) =>
    `Differs: ${latestMessages(n)} are not like those that the model was measured on. Its figures may not hold for them.`,
  not_enough: (n) => `Too few to tell: ${latestMessages(n)} were read by the model; 200 are needed.`,
};

export default {
  title: 'Models',
  back: 'More',
  intro: 'Everything here runs on this device, and what you change here stays on it. Signing out removes it.',
  refused: (reason: string) => `Refused: ${reason}.`,
  undo: 'Undo',
  running: {
    title: 'Text model',
    starting: 'The analysis is starting.',
    loading: (share: string) => `The rules read the messages while the model loads: ${share} is here.`,
    rules: 'The rules read the messages; no model is used.',
    learnt: 'what it learnt from corrections',
    thresholds: 'thresholds of your own',
    both: 'what it learnt from corrections and thresholds of your own',
    who: (name: string, version: string, extra: string) =>
      `${name}, version ${version}${extra ? `, with ${extra}` : ''}`,
    resting: (who: string) => `${who}, is resting: it gave its memory back and wakes when there is something to read.`,
    runs: (who: string, provider: string) => `${who}, runs on this device: ${provider}.`,
    takes: (bytes: string) => `It takes ${bytes} with its runtime.`,
    latest: (millis: string) => `The latest message took ${millis} ms.`,
    threads: 'Threads',
    readyAfter: 'Ready after',
    selfTest: 'Self-test',
    selfTestPassed: (inputs: number, millis: string, apart: string) =>
      `passed: ${plural(inputs, '# message', '# messages')} in ${millis} ms, no probability off by more than ${apart}`,
    aMessage: 'A message takes',
    latency: (median: string, p95: string, runs: string) =>
      `${median} ms (median), ${p95} ms (95 of 100), over the latest ${runs}`,
    readBefore: 'Read before',
    noLookUps: 'nothing was looked up yet',
    lookUps: (share: string, looked: string, memory: string, store: string, misses: string) =>
      `${share} of ${looked} look-ups: ${memory} in memory, ${store} on this device, ${misses} new`,
    memory: 'Memory',
    memoryUsed: (used: string, budget: string, entries: string) => `${used} of ${budget} for ${entries} messages`,
    health,
    healthy: 'Checked: all is well.',
    unhealthy: 'Checked. Not all is well:',
    check: 'Check now',
    checking: 'Checking…',
    files: 'The graphics processor’s files',
    backToWasm: 'Use WASM again',
    trying: 'Trying the graphics processor…',
    tryGraphics: 'Try the graphics processor',
  },
  graphics: {
    untried: (bytes: string) =>
      `A graphics processor may be faster. The trial fetches ${bytes}, compares answers and times, and keeps the better of the two.`,
    fetching: 'Fetching what it needs…',
    comparing: 'Comparing answers and times…',
    faster: (graphics: string, wasm: string) =>
      `The graphics processor gives the same answers in ${graphics} ms instead of ${wasm}: it reads the messages.`,
    slower: (graphics: string, wasm: string) =>
      `The graphics processor gives the same answers but takes ${graphics} ms instead of ${wasm}: WASM stays.`,
    differs: 'The graphics processor gives other answers than WASM: WASM stays.',
    none: 'This browser has no graphics processor to offer: WASM stays.',
    failed: 'The model does not run on this graphics processor: WASM stays.',
  },
  accuracy: {
    title: 'How often it is right',
    intro: (messages: string, conversations: number) =>
      `On ${messages} messages of writers whom it never saw in training, and ${conversations} whole conversations. Your leads write in their own way: correct what is wrong.`,
    other: (model: string) => `These figures are of ${model}; another version reads here.`,
    asShipped: 'As shipped, without what was learnt or set here.',
    read: 'What is read',
    model: 'Model',
    rules: 'Rules',
    offBy: 'Certainty off by',
    measures: { right: 'right', F1: 'F1' },
    points: (points: string) => `${points} points`,
    optOut: 'Asked for no contact',
    optOutFigures: (recall: string, precision: string) => `${recall} found, ${precision} of those found are real`,
    level: 'Level',
    levelFigure: (share: string) => `${share} exactly right`,
    momentum: 'Momentum',
    momentumFigure: (share: string) => `${share} right`,
    action: 'Next action',
    actionFigure: (share: string) => `a good one among the first three in ${share}`,
    order: 'Who is hotter',
    orderFigure: (share: string) => `${share} of pairs in the right order`,
  },
  calibration: {
    title: 'Is it as sure as it should be?',
    of: 'Of',
    says: (head: string, points: string) =>
      `How often ${head} was right, by how sure the model said it was; on the line when the two agree. At most ${points} points apart. The table below holds the figures.`,
    axisSaid: 'said to be so sure, %',
    axisRight: 'was right, %',
    caption: (messages: string) =>
      `On ${messages} messages set aside to tune it. On the line it is as sure as it is right; above it, it is too modest; below, too sure. Larger dots stand for more decisions.`,
    asTable: 'The figures as a table',
    said: 'Said',
    average: 'On average',
    right: 'Was right',
    decisions: 'Decisions',
  },
  learning: {
    title: 'Learn from your corrections',
    notUsed: (reason: string) => `What it learnt is not used: ${reason}.`,
    none: 'No corrections yet. Open a lead, tap a label below a message, and choose the right one. From eight of a kind on it can learn.',
    how: 'It tries what it would learn on corrections that it had not seen, keeps only what helps, and forgets nothing that it knew.',
    learn: (count: number) => plural(count, 'Learn from # correction', 'Learn from # corrections'),
    learning: 'Learning…',
    undoLearning: 'Undo what it learnt',
    undone: 'Undone: it reads as it did before it learnt.',
    corrections: (count: number) => plural(count, '# correction', '# corrections'),
    unseenRight: 'Unseen corrections right',
    knew: (head: string) => `What it knew, ${head}`,
    takeBack: 'Take back',
    takenBack: 'Correction taken back',
    leadGone: 'a lead that is gone',
    verdict: (action: string, right: boolean) => `${action}: ${right ? 'right' : 'not right'}`,
    showMore: (count: number) => `Show ${count} more`,
    nothing: 'nothing',
    nothingLearnt: (reason: string) => `Nothing was learnt: ${reason}.`,
    betterAt: (heads: string) => `better at: ${heads}`,
    ranked: (count: number) => plural(count, '# kind of action ranked anew', '# kinds of action ranked anew'),
    learnt: (what: string) => `Learnt; ${what}.`,
    unchanged: 'Nothing was changed yet.',
    leftOut: (count: number) =>
      plural(
        count,
        '# correction left out: the model does not read those messages.',
        '# corrections left out: the model does not read those messages.',
      ),
  },
  drift: {
    title: 'Do your leads write as it expects?',
    intro:
      'Compares the latest thousand messages with those that the model was measured on. No word leaves this device.',
    compare: 'Compare now',
    comparing: 'Comparing…',
    failed: (reason: string) => `Could not compare: ${reason}.`,
    each: 'Each measure',
    measure: 'Measure',
    index: 'Index',
    verdict: 'Verdict',
    explained:
      'Population stability index: below 0.1 as measured, from 0.25 on it differs. Of corrected messages the share: 5 % and 10 %.',
    verdicts,
    measures,
    says: drift,
  },
  thresholds: {
    title: 'Thresholds',
    intro:
      'From how sure on, in percent, something counts or is shown. An empty field leaves the shipped value. Nothing is read again: what is known is judged anew.',
    parts: { intents: 'What they want', objections: 'Objections', insights: 'Insights', actions: 'Actions' },
    insights,
    own: (count: number) => `${count} set`,
    set: 'Set thresholds',
    takeBack: 'Take back the latest change',
    shipped: 'All as shipped',
    saved: 'Thresholds set. Every lead is judged anew.',
    wrong: (part: string, name: string) => `${part}, ${name}: a number from 0 to 100, please. Nothing was changed.`,
  },
  custom: {
    title: 'Models of your own',
    intro:
      'A text classifier or a model over the numbers of a conversation, in the Hugging Face layout, with a SHA256SUMS file. What it says is a further signal; it changes no score.',
    added: (name: string) => `${name} is added. What it says appears beside Leadlight’s own reading.`,
    removed: (name: string) => `${name} is removed`,
    remove: 'Remove',
    opens: 'opens with the next message',
    failed: (reason: string) => `does not run here: ${reason}`,
    readsText: 'reads messages',
    readsNumbers: 'reads the numbers of a conversation',
    labels: (count: number) => plural(count, '# label', '# labels'),
    folder: 'Choose a folder',
    files: 'Choose files',
    nothing: 'nothing chosen',
    chosen: (count: number) => plural(count, '# file', '# files'),
    name: 'Name',
    add: 'Add the model',
    trying: 'Trying the model…',
  },
  memory: {
    title: 'Memory',
    intro:
      'What was read is kept in memory up to this much, so that a lead opens at once; beyond it, it comes from this device’s store.',
    most: 'At most, in MB',
    set: 'Set',
    wrong: (most: number) => `From 1 to ${most} MB, please. Nothing was changed.`,
    saved: (megabytes: number) => `Memory budget: ${megabytes} MB`,
  },
};
