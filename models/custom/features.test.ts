import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseConversation } from '../insight/analyse-conversation.ts';
import { talk, type LineOfTalk } from '../testing/read-lead.ts';
import { FEATURES, featureValues, type FeatureName } from './features.ts';
import { REFUSAL_CODES } from './refusal.ts';

const NAMES = Object.keys(FEATURES) as FeatureName[];
const analysed = (lines: LineOfTalk[]) =>
  analyseConversation({ ...talk(lines), now: '2026-03-03T12:00:00-06:00' }).analysis;

describe('the features of a tabular model', () => {
  it('are documented, each with its definition; so are the refusals', () => {
    const page = readFileSync(new URL('../../docs/custom-models.md', import.meta.url), 'utf8');
    const rowsOf = (head: string) =>
      [...(page.split(`| ${head} `)[1] ?? '').split('\n\n')[0]!.matchAll(/^\| `(\w+)` +\| (.+?) +\|$/gm)].map(
        ([, name, words]) => [name, words],
      );
    expect(rowsOf('feature')).toEqual(NAMES.map((name) => [name, FEATURES[name].definition]));
    expect(rowsOf('code').map(([code]) => code)).toEqual(REFUSAL_CODES);
  });

  it('say nothing of who the lead is', () => {
    expect(NAMES.filter((name) => /name|language|zip|place|location|phone|mail/.test(name))).toEqual([]);
  });

  it('are numbers, or not known, in the order asked for', () => {
    const analysis = analysed([
      ['lead', 0, 'we offer 400k, pre-approved', { intents: ['offer', 'financing'], readiness: 'ready' }],
      ['agent', 1, 'Great. Want to see it again?'],
      ['lead', 2, 'yes!', { intents: ['showing'], sentiment: 'positive' }],
    ]);
    expect(
      featureValues(analysis, ['lead_messages', 'agent_messages', 'offer_messages', 'positive_messages', 'opted_out']),
    ).toEqual([2, 1, 1, 1, 0]);
    expect(featureValues(analysis, NAMES).every((value) => value === null || Number.isFinite(value))).toBe(true);
    expect(featureValues(analysed([]), ['engagement', 'reply_hours_median', 'lead_messages'])).toEqual([null, null, 0]);
  });
});
