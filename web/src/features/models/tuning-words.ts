import type { HealthPart } from '../../../../models/insight/health-check.ts';
import type { Retrained } from '../../../../models/insight/learning.ts';
import { INSIGHT_KINDS, type InsightKind } from '../../../../models/insight/types.ts';
import { ACTION_KINDS } from '../../../../models/actions/types.ts';
import { INTENTS, OBJECTION_KINDS } from '../../../../models/text/labels.ts';
import type { DriftMeasure, DriftReport, DriftVerdict } from '../../../../models/text/drift/drift-report.ts';
import type { Tuning } from '../../inference/tuning.ts';
import type { LabelCorrection } from '../corrections/correction.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { headWords, labelWords } from '../lead/label-words.ts';

export const HEALTH_WORDS: Record<HealthPart, string> = {
  model: 'Text model',
  cache: 'Cache',
  handlers: 'Insight handlers',
  adapter: 'What was learnt',
};

const INSIGHT_WORDS: Record<InsightKind, string> = {
  urgency: 'urgency',
  objection: 'objection',
  buying_intent: 'buying intent',
  price_sensitivity: 'price sensitivity',
  timeline: 'timeline',
  engagement: 'engagement',
  competitive: 'competition',
  closing: 'closing',
};

/** The parts of the thresholds with the names in them, as the form shows them. */
export const THRESHOLD_PARTS: readonly {
  part: 'intents' | 'objections' | 'insights' | 'actions';
  title: string;
  names: readonly { key: string; words: string }[];
}[] = [
  {
    part: 'intents',
    title: 'What they want',
    names: INTENTS.map((key) => ({
      key,
      get words() {
        return labelWords('intents', key);
      },
    })),
  },
  {
    part: 'objections',
    title: 'Objections',
    names: OBJECTION_KINDS.map((key) => ({
      key,
      get words() {
        return labelWords('objections', key);
      },
    })),
  },
  {
    part: 'insights',
    title: 'Insights',
    names: INSIGHT_KINDS.map((key) => ({ key, words: INSIGHT_WORDS[key] })),
  },
  {
    part: 'actions',
    title: 'Actions',
    names: ACTION_KINDS.filter((key) => key !== 'stop_contact').map((key) => ({
      key,
      // Asked for when it is shown: before that the language is not here.
      get words() {
        return wordsOf('common').actions[key];
      },
    })),
  },
];

/** What a person typed, in percent, by `part.key`; an empty field leaves the shipped value. */
export type TypedThresholds = Readonly<Record<string, string>>;

export function typedThresholds(thresholds: Tuning['thresholds']): TypedThresholds {
  return Object.fromEntries(
    Object.entries(thresholds).flatMap(([part, values]) =>
      Object.entries(values).map(([key, value]) => [`${part}.${key}`, percentOf(value)]),
    ),
  );
}

/** A probability in percent, as a field holds it. */
export const percentOf = (value: number): string => String(Math.round(value * 1000) / 10);

/** A share in percent as a table shows it, with as many decimals in every row. */
export const percentWords = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The thresholds that were typed, or the sentence that says which field is wrong. */
export function parseThresholds(
  typed: TypedThresholds,
): { ok: true; thresholds: Tuning['thresholds'] } | { ok: false; sentence: string } {
  const thresholds: Tuning['thresholds'] = {};
  for (const { part, title, names } of THRESHOLD_PARTS) {
    for (const { key, words } of names) {
      const text = (typed[`${part}.${key}`] ?? '').trim().replace(',', '.');
      if (text === '') continue;
      const value = Number(text) / 100;
      if (!(value >= 0 && value <= 1)) {
        return { ok: false, sentence: `${title}, ${words}: a number from 0 to 100, please. Nothing was changed.` };
      }
      (thresholds[part] ??= {})[key] = value;
    }
  }
  return { ok: true, thresholds };
}

const list = (head: LabelCorrection['head'], labels: readonly string[]) =>
  labels
    .filter((label) => label !== 'objection')
    .map((label) => labelWords(head, label))
    .join(', ') || 'nothing';

/** "viewing → buying" */
export const correctionWords = ({ head, was, gold }: LabelCorrection): string =>
  `${headWords(head)}: ${list(head, was)} → ${list(head, gold)}`;

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString()} ${n === 1 ? one : many}`;

/** What a retraining came to, in one sentence; what each head says stands below it. */
export function retrainedWords(retrained: Retrained): string {
  if (!retrained.ok) return `Nothing was learnt: ${retrained.reason}.`;
  const kept = retrained.heads.filter((head) => head.kept).map(({ head }) => headWords(head).toLowerCase());
  const moved = retrained.actions.filter(({ factor }) => factor !== 1).length;
  const learnt = [
    ...(kept.length > 0 ? [`better at: ${kept.join(', ')}`] : []),
    ...(moved > 0 ? [`${count(moved, 'kind')} of action ranked anew`] : []),
  ];
  const unused =
    retrained.unused > 0
      ? ` ${count(retrained.unused, 'correction')} left out: the model does not read those messages.`
      : '';
  return `${learnt.length > 0 ? `Learnt; ${learnt.join('; ')}.` : 'Nothing was changed yet.'}${unused}`;
}

const VERDICTS: Record<DriftVerdict, string> = {
  steady: 'as measured',
  watch: 'begins to differ',
  moved: 'differs',
  not_enough: 'too few to tell',
};
export const verdictWords = (verdict: DriftVerdict): string => VERDICTS[verdict];

const MEASURES: Record<DriftMeasure['measure'], string> = {
  labels: 'Mix of labels',
  confidence: 'Certainty',
  unknown_words: 'Words known only in pieces',
  corrections: 'Corrected messages',
};
export const measureWords = ({ measure, head }: DriftMeasure): string =>
  head ? `${MEASURES[measure]}: ${headWords(head).toLowerCase()}` : MEASURES[measure];

/** The whole report in one sentence. */
export function driftWords({ verdict, messages }: DriftReport): string {
  const over = `the latest ${count(messages, 'message')}`;
  switch (verdict) {
    case 'steady':
      return `Steady: ${over} are like those that the model was measured on.`;
    case 'watch':
      return `Begins to differ: something in ${over} is not quite as the model was measured.`;
    case 'moved':
      return `Differs: ${over} are not like those that the model was measured on. Its figures may not hold for them.`;
    case 'not_enough':
      return `Too few to tell: ${over} were read by the model; 200 are needed.`;
  }
}

/** kebab-case from a folder's name. */
export const nameFrom = (folder: string): string =>
  folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
