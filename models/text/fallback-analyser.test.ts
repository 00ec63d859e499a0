import { describe, expect, it } from 'vitest';
import { LeadIntelligence } from '../insight/lead-intelligence.ts';
import { FallbackAnalyser } from './fallback-analyser.ts';
import { ruleAnalyser } from './rules/rule-analyser.ts';
import type { CancelSignal, RawAnalysis, TextAnalyser, TextInput } from './types.ts';

const INPUT: TextInput = { text: 'can we see it today?', context: [] };

/** A model that fails while `broken`. */
class Flaky implements TextAnalyser {
  readonly source = 'model';
  readonly model = 'flaky@1';
  broken = true;
  calls = 0;

  async analyse(inputs: readonly TextInput[], signal?: CancelSignal): Promise<RawAnalysis[]> {
    this.calls += 1;
    if (signal?.aborted) throw new Error('aborted');
    if (this.broken) throw new Error('out of memory');
    return (await ruleAnalyser.analyse(inputs)).map((raw) => ({ ...raw, source: 'model', model: this.model }));
  }
}

function setUp() {
  const time = { now: 0 };
  const first = new Flaky();
  const changes: boolean[] = [];
  const analyser = new FallbackAnalyser({
    first,
    second: ruleAnalyser,
    nowMillis: () => time.now,
    onDegraded: (degraded) => void changes.push(degraded),
  });
  const once = async () => (await analyser.analyse([INPUT]))[0]!.source;
  return { time, first, analyser, once, changes };
}

describe('the model with the rules behind it', () => {
  it('answers by the rules when a run fails, and says so', async () => {
    const { analyser, first, once, changes } = setUp();
    expect(analyser).toMatchObject({ source: 'model', model: 'flaky@1', degraded: false });
    expect(await once()).toBe('rules');
    expect(analyser.degraded).toBe(true);
    first.broken = false;
    expect(await once()).toBe('model');
    expect(analyser.degraded).toBe(false);
    await once();
    expect(changes).toEqual([true, false]);
  });

  it('leaves the model alone for 30 s after five failures in a row, then tries it once', async () => {
    const { time, first, once } = setUp();
    for (let i = 0; i < 7; i += 1) expect(await once()).toBe('rules');
    expect(first.calls).toBe(5);
    time.now = 29_999;
    await once();
    expect(first.calls).toBe(5);
    time.now = 30_000;
    await once();
    await once();
    expect(first.calls).toBe(6);
    first.broken = false;
    time.now = 60_000;
    expect(await once()).toBe('model');
    first.broken = true;
    await once();
    await once();
    expect(first.calls).toBe(9);
  });

  it('does not count a cancelled run as a failure', async () => {
    const { analyser, first } = setUp();
    await expect(analyser.analyse([INPUT], { aborted: true })).rejects.toThrow('aborted');
    expect(first.calls).toBe(1);
    expect(analyser.degraded).toBe(false);
  });

  it('is asked again for what the rules answered meanwhile', async () => {
    const { analyser, first } = setUp();
    const clock = { now: () => '2026-11-20T12:00:00Z', millis: () => 0 };
    const intelligence = new LeadIntelligence({ analyser, clock });
    expect((await intelligence.analyseTexts([INPUT]))[0]!.source).toBe('rules');
    first.broken = false;
    expect((await intelligence.analyseTexts([INPUT]))[0]!.source).toBe('model');
  });
});
