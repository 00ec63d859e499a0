import { expect, test } from 'vitest';
import { DEFAULTS } from '../../models/protocol/entities.ts';
import type { Level } from '../../models/scoring/types.ts';
import type { AnalysedLead } from '../analysis/analyse-lead-job.ts';
import type { LeadAnalysis } from '../storage/lead-analyses.ts';
import { decideAlert } from './decide-alert.ts';

const NOW = Date.parse('2026-11-01T12:00:00.000Z');
const HOUR = 3_600_000;
const settings = { level: 'hot', urgent: true, repeatHours: 24 } as const;
const urgent = { kind: 'urgency', urgencyLevel: 1, confidence: 0.9, messageIds: ['m'] } as const;

function analysis(level: Level, rev: number, over: Partial<LeadAnalysis> = {}): LeadAnalysis {
  const none = { overall: null, engagement: null, qualification: null, urgency: null, priority: null };
  const figures = { scores: none, optOut: null, topAction: null, insights: [], messages: 1, source: 'rules' } as const;
  return {
    leadId: 'l',
    level,
    momentum: 'steady',
    model: 'x',
    rev,
    analysedAt: NOW,
    ...figures,
    insights: [],
    ...over,
  };
}

function analysed(
  before: Level | null,
  after: Level,
  over: Partial<LeadAnalysis> = {},
  sentAt = NOW - HOUR,
): AnalysedLead {
  return {
    leadId: 'l',
    ownerId: null,
    lead: DEFAULTS.lead,
    messages: [{ id: 'm', rev: 5, data: { ...DEFAULTS.message, sentAt: new Date(sentAt).toISOString() } }],
    before: before === null ? null : analysis(before, 3),
    after: analysis(after, 6, over),
  };
}

test('a lead that crosses into the level chosen, and nothing else, is an alert', () => {
  expect(decideAlert(analysed('ready', 'hot'), undefined, settings, NOW)).toBe('level');
  expect(decideAlert(analysed(null, 'hot'), undefined, settings, NOW)).toBe('level');
  expect(decideAlert(analysed('hot', 'hot'), undefined, settings, NOW)).toBeNull();
  expect(decideAlert(analysed('cold', 'ready'), undefined, settings, NOW)).toBeNull();
  expect(decideAlert(analysed('cold', 'ready'), undefined, { ...settings, level: 'ready' }, NOW)).toBe('level');
  expect(decideAlert(analysed('ready', 'hot'), undefined, { ...settings, level: 'ready' }, NOW)).toBe('level');
  expect(decideAlert(analysed('hot', 'ready'), undefined, { ...settings, level: 'ready' }, NOW)).toBeNull();
});

test('an urgent message is an alert when it is new and the team wants that', () => {
  const lead = analysed('cold', 'cold', { insights: [{ ...urgent, messageIds: ['m'] }] });
  expect(decideAlert(lead, undefined, settings, NOW)).toBe('urgent');
  expect(decideAlert(lead, undefined, { ...settings, urgent: false }, NOW)).toBeNull();
  const read = { ...lead, before: analysis('cold', 5) };
  expect(decideAlert(read, undefined, settings, NOW)).toBeNull();
});

test('within the hours it is told again only when the level has risen since', () => {
  const last = { level: 'ready', raised_at: NOW - 23 * HOUR } as const;
  expect(decideAlert(analysed('ready', 'hot'), last, settings, NOW)).toBe('level');
  expect(decideAlert(analysed('ready', 'hot'), { ...last, level: 'hot' }, settings, NOW)).toBeNull();
  expect(decideAlert(analysed('ready', 'hot'), { level: 'hot', raised_at: NOW - 24 * HOUR }, settings, NOW)).toBe(
    'level',
  );
});

test('who opted out, has gone elsewhere or wrote long ago is no alert', () => {
  for (const optOut of ['revoked', 'left'] as const) {
    expect(decideAlert(analysed('ready', 'hot', { optOut }), undefined, settings, NOW)).toBeNull();
  }
  const marked = { ...analysed('ready', 'hot'), lead: { ...DEFAULTS.lead, dnd: true } };
  expect(decideAlert(marked, undefined, settings, NOW)).toBeNull();
  expect(decideAlert(analysed(null, 'hot', {}, NOW - 25 * HOUR), undefined, settings, NOW)).toBeNull();
});
