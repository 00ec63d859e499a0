import * as v from 'valibot';
import type { InsightFinding } from './insights.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const words = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));

const Finding = v.strictObject({
  title: words(200),
  description: words(2000),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  priorityScore: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  urgencyLevel: v.picklist([1, 2, 3, 4, 5]),
  impact: v.picklist(['high', 'medium', 'low']),
  evidence: v.pipe(v.array(v.object({ messageId: v.string(), start: count, end: count })), v.maxLength(100)),
  recommendedActions: v.optional(v.pipe(v.array(words(100)), v.maxLength(20))),
});

export type ParsedFinding = { ok: true; finding: InsightFinding | null } | { ok: false; reason: string };

/** What a handler returned: a finding, or null for none; anything else is refused. */
export function parseFinding(value: unknown): ParsedFinding {
  if (value === null || value === undefined) return { ok: true, finding: null };
  const parsed = v.safeParse(Finding, value);
  if (parsed.success) {
    const { recommendedActions, ...finding } = parsed.output;
    return { ok: true, finding: recommendedActions ? { ...finding, recommendedActions } : finding };
  }
  const issue = parsed.issues[0];
  return { ok: false, reason: `${v.getDotPath(issue) ?? 'finding'}: expected ${issue.expected ?? 'another value'}` };
}
