import type { Retrained } from '../../../../models/insight/learning.ts';
import { INSIGHT_KINDS, type InsightKind } from '../../../../models/insight/types.ts';
import { ACTION_KINDS, type ActionKind } from '../../../../models/actions/types.ts';
import { INTENTS, OBJECTION_KINDS } from '../../../../models/text/labels.ts';
import type { DriftMeasure, DriftReport, DriftVerdict } from '../../../../models/text/drift/drift-report.ts';
import type { Tuning } from '../../inference/tuning.ts';
import type { LabelCorrection } from '../corrections/correction.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { headWords, labelWords } from '../lead/label-words.ts';

/** The parts of the thresholds with the names in them, as the form shows them. */
export const THRESHOLD_PARTS = [
  { part: 'intents', keys: INTENTS },
  { part: 'objections', keys: OBJECTION_KINDS },
  { part: 'insights', keys: INSIGHT_KINDS },
  { part: 'actions', keys: ACTION_KINDS.filter((key) => key !== 'stop_contact') },
] as const;
type ThresholdPart = (typeof THRESHOLD_PARTS)[number]['part'];

/** What a field of the form is called. */
export function thresholdWords(part: ThresholdPart, key: string): string {
  if (part === 'insights') return wordsOf('models').thresholds.insights[key as InsightKind];
  return part === 'actions' ? wordsOf('common').actions[key as ActionKind] : labelWords(part, key);
}

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
  for (const { part, keys } of THRESHOLD_PARTS) {
    for (const key of keys) {
      const text = (typed[`${part}.${key}`] ?? '').trim().replace(',', '.');
      if (text === '') continue;
      const value = Number(text) / 100;
      if (!(value >= 0 && value <= 1)) {
        const words = wordsOf('models').thresholds;
        return { ok: false, sentence: words.wrong(words.parts[part], thresholdWords(part, key)) };
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
    .join(', ') || wordsOf('models').learning.nothing;

/** "viewing → buying" */
export const correctionWords = ({ head, was, gold }: LabelCorrection): string =>
  `${headWords(head)}: ${list(head, was)} → ${list(head, gold)}`;

/** What a retraining came to, in one sentence; what each head says stands below it. */
export function retrainedWords(retrained: Retrained): string {
  const words = wordsOf('models').learning;
  if (!retrained.ok) return words.nothingLearnt(retrained.reason);
  const kept = retrained.heads.filter((head) => head.kept).map(({ head }) => headWords(head).toLowerCase());
  const moved = retrained.actions.filter(({ factor }) => factor !== 1).length;
  const learnt = [
    ...(kept.length > 0 ? [words.betterAt(kept.join(', '))] : []),
    ...(moved > 0 ? [words.ranked(moved)] : []),
  ];
  return [
    learnt.length > 0 ? words.learnt(learnt.join('; ')) : words.unchanged,
    ...(retrained.unused > 0 ? [words.leftOut(retrained.unused)] : []),
  ].join(' ');
}

export const verdictWords = (verdict: DriftVerdict): string => wordsOf('models').drift.verdicts[verdict];

export function measureWords({ measure, head }: DriftMeasure): string {
  const name = wordsOf('models').drift.measures[measure];
  return head ? `${name}: ${headWords(head).toLowerCase()}` : name;
}

/** The whole report in one sentence. */
export const driftWords = ({ verdict, messages }: DriftReport): string =>
  wordsOf('models').drift.says[verdict](messages);

/** kebab-case from a folder's name. */
export const nameFrom = (folder: string): string =>
  folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
