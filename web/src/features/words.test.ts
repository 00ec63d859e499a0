import { beforeAll, describe, expect, it } from 'vitest';
import { messages } from '../messages/messages.svelte.ts';
import { sentenceFor } from '../errors/sentences.ts';
import { unreachable } from '../errors/result.ts';
import { safeText } from '../ui/safe-text.ts';
import { ageWords, dueWords, momentWords } from '../ui/time-words.ts';
import { factWords } from './lead/fact-words.ts';
import { segmentsOf } from './lead/segments.ts';
import type { LeadListItem } from './leads/lead-list-item.ts';
import { displayName } from './leads/lead-list-item.ts';
import { graphicsWords, modelWords } from './models/model-words.ts';
import { offsetsOf, sliceOf } from '../ui/list-window.ts';
import { rankLeads } from './leads/rank.ts';
import { agoMillis } from './samples/load-samples.ts';
import { hrefOf, parseRoute } from './shell/router.svelte.ts';
import { analysisLine, syncLine } from './shell/state-words.ts';
import { DEFAULTS } from '../../../models/protocol/entities.ts';

const NOW = Date.parse('2026-11-20T12:00:00');
const ago = (hours: number) => new Date(NOW - hours * 3600_000).toISOString();

beforeAll(() => messages.load(['common', 'errors', 'lead', 'models', 'shell']));

describe('words', () => {
  it('say an age as short as it can be said', () => {
    expect([0, 0.2, 5, 50, 24 * 30, 24 * 800].map((h) => ageWords(ago(h), NOW))).toEqual([
      'now',
      '12 min',
      '5 h',
      '2 d',
      '4 wk',
      '2 y',
    ]);
  });

  it('say a moment by how far it is', () => {
    expect(momentWords(ago(1), NOW, 'en-GB')).toBe('11:00');
    expect(momentWords(ago(48), NOW, 'en-GB')).toBe('Wed 12:00');
    expect(momentWords(ago(24 * 20), NOW, 'en-GB')).toMatch(/^31 Oct/);
    expect(momentWords(ago(24 * 400), NOW, 'en-GB')).toMatch(/2025/);
  });

  it('say when something is due', () => {
    expect(dueWords(ago(1), NOW)).toBe('due now');
    expect(dueWords(ago(-3), NOW, 'en-GB')).toBe('by 15:00');
    expect(dueWords(ago(-24), NOW, 'en-GB')).toBe('by tomorrow 12:00');
    expect(dueWords(ago(-72), NOW, 'en-GB')).toBe('by Mon 12:00');
    expect(dueWords(ago(-24 * 20), NOW, 'en-GB')).toBe('by 10 Dec');
  });

  it('say facts as a person does', () => {
    expect(factWords('budget_max', 450_000)).toBe('≤ $450,000');
    expect(factWords('budget_min', 300_000)).toBe('$300,000');
    expect(factWords('beds_min', 3)).toBe('3+');
    expect(factWords('baths_min', 2)).toBe('2+');
    expect(factWords('timeline_days_max', 30)).toMatch(/30 days/);
    expect(factWords('locations', ['Oak St', 'Elm'])).toBe('Oak St, Elm');
    expect(factWords('financing', 'preapproved')).toBe('pre-approved');
    expect(factWords('has_agent', false)).toBe('has no agent');
    expect(factWords('must_sell_first', true)).toBe('yes');
    expect(factWords('motivation', 'new job')).toBe('new job');
  });

  it('say where the device stands', () => {
    const since = ago(1);
    expect(syncLine({ kind: 'idle', since, unsynced: 0 }, NOW).text).toBe('In step');
    expect(syncLine({ kind: 'offline', since, unsynced: 4 }, NOW).text).toMatch(/^Offline since .*4 edits waiting$/);
    expect(syncLine({ kind: 'syncing', since, unsynced: 1 }, NOW).text).toBe('Syncing… · 1 edit waiting');
    expect(syncLine({ kind: 'paused', since, unsynced: 0, code: 'unauthorised' }, NOW).detail).toMatch(/sign in again/);
    expect(syncLine({ kind: 'failed', since, unsynced: 0, code: 'server' }, NOW).tone).toBe('bad');
    const rules = { source: 'rules', model: 'rules@1' } as const;
    const idle = { done: 0, total: 0, failures: new Map() };
    expect(analysisLine({ ...idle, analyser: rules }).text).toBe('Rules (no model yet)');
    expect(analysisLine({ ...idle, analyser: rules, done: 340, total: 1000 }).text).toBe('Analysing 340 of 1,000');
    expect(analysisLine({ ...idle, analyser: null }).text).toBe('Starting analysis');
  });

  it('say what reads the messages, how far the model is, and why it is not used', () => {
    const lineOf = (more: object) =>
      analysisLine({
        done: 0,
        total: 0,
        failures: new Map(),
        analyser: { source: 'rules', model: 'rules@1', ...more },
      });
    expect(lineOf({ loading: 0.4 }).text).toBe('Loading model 40 %');
    expect(lineOf({ source: 'model', model: 'm@1', provider: 'WASM' }).text).toBe('m@1 · WASM');
    const resting = lineOf({ source: 'model', model: 'm@1', provider: 'WASM', resting: true });
    expect(resting).toMatchObject({ text: 'm@1 · resting', tone: 'calm' });
    expect(lineOf({ source: 'model', model: 'm@1', provider: 'WASM', note: 'threads_failed' })).toMatchObject({
      text: 'm@1 · WASM',
      detail: expect.stringMatching(/one thread/),
      tone: 'calm',
    });
    for (const problem of ['model_unreachable', 'model_checksum', 'model_broken', 'model_failing']) {
      const line = lineOf({ problem });
      expect(line).toMatchObject({ text: expect.stringMatching(/^Rules \(model /), tone: 'warn' });
      expect(line.detail).not.toMatch(/Something went wrong/);
    }
  });

  it('say what the text model runs on, and what it takes', () => {
    const model = { source: 'model', model: 'm@2', provider: 'WASM, 4 threads' } as const;
    expect(modelWords({ ...model, bytes: 31_979_763, millis: 12.4 })).toEqual([
      'm, version 2, runs on this device: WASM, 4 threads.',
      'It takes 32 MB with its runtime.',
      'The latest message took 12 ms.',
    ]);
    expect(modelWords({ ...model, millis: 4.21, note: 'graphics_failed' }).slice(1)).toEqual([
      'The latest message took 4.2 ms.',
      expect.stringMatching(/WASM runs the text model/),
    ]);
    expect(modelWords({ ...model, model: 'm@2+a.1f+t.2e' })[0]).toMatch(
      /^m, version 2, with what it learnt from corrections and thresholds of your own, runs/,
    );
    expect(modelWords({ ...model, resting: true })[0]).toMatch(/^m, version 2, is resting/);
    expect(modelWords({ source: 'rules', model: 'rules@1', loading: 0.4 })[0]).toMatch(/40 % is here/);
    expect(modelWords({ source: 'rules', model: 'rules@1', problem: 'model_broken', detail: 'why' })[0]).toMatch(
      /why$/,
    );
    expect(modelWords({ source: 'rules', model: 'rules@1' })[0]).toMatch(/no model is used/);
    expect(modelWords(null)).toHaveLength(1);
  });

  it('say what a trial of the graphics processor came to, with the two times', () => {
    expect(graphicsWords({ kind: 'slower', wasmMs: 12.1, graphicsMs: 41 })).toBe(
      'The graphics processor gives the same answers but takes 41 ms instead of 12: WASM stays.',
    );
    expect(graphicsWords({ kind: 'faster', wasmMs: 6.3, graphicsMs: 5.9 })).toMatch(/ in 5\.9 ms instead of 6\.3: /);
    expect(graphicsWords({ kind: 'untried', bytes: 44_000_000 })).toMatch(/44 MB/);
    expect(graphicsWords({ kind: 'trying', share: 0.4 })).toMatch(/^Fetching/);
    expect(graphicsWords({ kind: 'trying', share: 1 })).toMatch(/^Comparing/);
    for (const other of [{ kind: 'differs', apart: 0.2 }, { kind: 'none' }, { kind: 'failed', reason: '' }] as const) {
      expect(graphicsWords(other)).toMatch(/WASM stays\.$/);
    }
  });

  it('say what went wrong, and never hide an unknown code', () => {
    expect(sentenceFor('storage_full')).toMatch(/full/);
    expect(sentenceFor('x_y')).toMatch(/x_y/);
    expect(sentenceFor('not_json', 'line 3')).toMatch(/line 3$/);
    expect(() => unreachable('x' as never)).toThrow(/Unexpected/);
  });

  it('take direction tricks and control characters out of a stranger’s text', () => {
    expect(safeText('pay\u202E evil\u2066 \u0007now\n\tok')).toBe('pay evil now\n\tok');
  });
});

describe('marked words', () => {
  it('are cut where marks begin and end, the narrowest mark first', () => {
    const wide = { start: 0, end: 8, kind: 'intents' as const, name: 'offer' };
    const narrow = { start: 3, end: 5, kind: 'urgency' as const, name: 'urgent' };
    const cut = segmentsOf('abcdefghij', [wide, narrow, { ...wide, start: 50, end: 60 }]);
    expect(cut.map((s) => [s.text, s.marks.map((m) => m.name)])).toEqual([
      ['abc', ['offer']],
      ['de', ['urgent', 'offer']],
      ['fgh', ['offer']],
      ['ij', []],
    ]);
    expect(segmentsOf('', [])).toEqual([]);
  });
});

describe('the list', () => {
  const item = (id: string, summary: object | null, lead = {}): LeadListItem => ({
    id,
    lead: { ...DEFAULTS.lead, name: id, ...lead },
    pending: false,
    summary: summary as LeadListItem['summary'],
  });
  const summary = { urgency: 1, priority: 50, level: 'engaged', dueBy: ago(-3), lastMessageAt: ago(2), optOut: null };

  it('puts who needs attention first: group, priority, level, due time, newest', () => {
    const items = [
      item('quiet', { ...summary, priority: 99 }, { dnd: true }),
      item('left', { ...summary, optOut: 'left', priority: 98 }),
      item('new', null),
      item('later', { ...summary, urgency: 4, priority: 90 }),
      item('soon', { ...summary, urgency: 2 }),
      item('low', { ...summary, priority: null, dueBy: null }),
      item('newest', { ...summary, lastMessageAt: ago(1) }),
      item('older', summary),
      item('due', { ...summary, dueBy: ago(-1) }),
      item('hot', { ...summary, level: 'hot' }),
      item('first', { ...summary, priority: 80 }),
    ];
    expect(rankLeads(items).map(({ id }) => id)).toEqual([
      'first',
      'hot',
      'due',
      'newest',
      'older',
      'low',
      'soon',
      'later',
      'new',
      'quiet',
      'left',
    ]);
  });

  it('draws only the rows that are seen, with some beyond', () => {
    const offsets = offsetsOf(Array.from({ length: 10_000 }, () => 100));
    expect(offsets.at(-1)).toBe(1_000_000);
    expect(sliceOf(offsets, 0, 800, 5)).toEqual({ first: 0, last: 14, top: 0 });
    const slice = sliceOf(offsets, 500_050, 800, 5);
    expect(slice).toEqual({ first: 4995, last: 5014, top: 499_500 });
    expect(sliceOf(offsets, 999_900, 800, 5).last).toBe(10_000);
    expect(sliceOf([0], 0, 800, 5)).toEqual({ first: 0, last: 0, top: 0 });
  });

  it('names a lead by name, phone or e-mail', () => {
    expect(displayName({ name: ' ', phone: '1', email: null })).toBe('1');
    expect(displayName({ name: '', phone: null, email: 'a@b.c' })).toBe('a@b.c');
    expect(displayName({ name: '', phone: null, email: null })).toBe('Unnamed lead');
  });
});

describe('addresses and samples', () => {
  it('lead to a screen and back', () => {
    for (const hash of ['#/today', '#/leads', '#/import', '#/insights', '#/more', '#/lead/a%2Fb'])
      expect(hrefOf(parseRoute(hash))).toBe(hash);
    expect(parseRoute('#/nowhere')).toEqual({ page: 'today' });
    expect(parseRoute('#/lead/')).toEqual({ page: 'today' });
  });

  it('reckon how long ago a sample message was', () => {
    expect(agoMillis('1d 2h 3m')).toBe(93_780_000);
  });
});
