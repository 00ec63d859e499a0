import { unreachable } from '../../errors/result.ts';
import { sentenceFor } from '../../errors/sentences.ts';
import type { AnalyserInUse } from '../../inference/analysis-api.ts';
import type { QueueState } from '../../inference/analysis-queue.ts';
import { formatNumber } from '../../messages/format.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import type { SyncState } from '../../sync/sync-state.ts';
import { momentWords } from '../../ui/time-words.ts';

export interface StateLine {
  text: string;
  /** The full sentence, where the short one is not enough. */
  detail: string | null;
  tone: 'calm' | 'warn' | 'bad';
}

const withEdits = (text: string, count: number): string =>
  count > 0 ? `${text} · ${wordsOf('shell').edits(count)}` : text;

/** Where this device stands with the server, in a few words. */
export function syncLine(state: SyncState, nowMillis: number): StateLine {
  const { unsynced, since } = state;
  const words = wordsOf('shell');
  switch (state.kind) {
    case 'idle':
      return { text: withEdits(words.inStep, unsynced), detail: null, tone: 'calm' };
    case 'syncing':
      return { text: withEdits(words.syncing, unsynced), detail: null, tone: 'calm' };
    case 'offline':
      return {
        text: withEdits(words.offlineSince(momentWords(since, nowMillis)), unsynced),
        detail: sentenceFor('offline'),
        tone: 'warn',
      };
    case 'paused':
      return { text: withEdits(words.syncPaused, unsynced), detail: sentenceFor(state.code), tone: 'warn' };
    case 'failed':
      return { text: withEdits(words.syncFailed, unsynced), detail: sentenceFor(state.code), tone: 'bad' };
    default:
      return unreachable(state);
  }
}

function readerWords({ source, model, provider, loading, resting, problem }: AnalyserInUse): string {
  const words = wordsOf('shell');
  if (loading !== undefined) return words.loadingModel(Math.round(loading * 100));
  if (problem !== undefined) return words.problems[problem];
  if (source === 'rules') return words.rules;
  // What was learnt and set over it is told on its own screen.
  const [shipped = model] = model.split('+');
  if (resting) return `${shipped} · ${words.resting}`;
  return provider === undefined ? shipped : `${shipped} · ${provider}`;
}

/** What reads the texts, and how far it is. */
export function analysisLine({ done, total, analyser }: QueueState): StateLine {
  const words = wordsOf('shell');
  const what = analyser === null ? words.startingAnalysis : readerWords(analyser);
  const text = total > 3 ? words.analysing(formatNumber(done), formatNumber(total)) : what;
  const problem = analyser?.problem;
  const said = problem ?? analyser?.note;
  return { text, detail: said ? sentenceFor(said) : what, tone: problem ? 'warn' : 'calm' };
}
