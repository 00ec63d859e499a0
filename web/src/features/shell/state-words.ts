import { unreachable } from '../../errors/result.ts';
import { sentenceFor } from '../../errors/sentences.ts';
import type { AnalyserInUse, ModelProblem } from '../../inference/analysis-api.ts';
import type { QueueState } from '../../inference/analysis-queue.ts';
import type { SyncState } from '../../sync/sync-state.ts';
import { momentWords } from '../../ui/time-words.ts';

export interface StateLine {
  text: string;
  /** The full sentence, where the short one is not enough. */
  detail: string | null;
  tone: 'calm' | 'warn' | 'bad';
}

const edits = (count: number): string => (count === 1 ? '1 edit waiting' : `${count.toLocaleString()} edits waiting`);
const withEdits = (text: string, count: number): string => (count > 0 ? `${text} · ${edits(count)}` : text);

/** Where this device stands with the server, in a few words. */
export function syncLine(state: SyncState, nowMillis: number): StateLine {
  const { unsynced, since } = state;
  switch (state.kind) {
    case 'idle':
      return { text: withEdits('In step', unsynced), detail: null, tone: 'calm' };
    case 'syncing':
      return { text: withEdits('Syncing…', unsynced), detail: null, tone: 'calm' };
    case 'offline':
      return {
        text: withEdits(`Offline since ${momentWords(since, nowMillis)}`, unsynced),
        detail: sentenceFor('offline'),
        tone: 'warn',
      };
    case 'paused':
      return { text: withEdits('Sync paused', unsynced), detail: sentenceFor(state.code), tone: 'warn' };
    case 'failed':
      return { text: withEdits('Sync failed', unsynced), detail: sentenceFor(state.code), tone: 'bad' };
    default:
      return unreachable(state);
  }
}

const PROBLEMS: Record<ModelProblem, string> = {
  model_unreachable: 'Rules (model not here yet)',
  model_checksum: 'Rules (model refused)',
  model_broken: 'Rules (model can’t run)',
  model_failing: 'Rules (model paused)',
};

function readerWords({ source, model, provider, loading, resting, problem }: AnalyserInUse): string {
  if (loading !== undefined) return `Loading model ${Math.round(loading * 100)} %`;
  if (problem !== undefined) return PROBLEMS[problem];
  if (source === 'rules') return 'Rules (no model yet)';
  // What was learnt and set over it is told on its own screen.
  const [shipped = model] = model.split('+');
  if (resting) return `${shipped} · resting`;
  return provider === undefined ? shipped : `${shipped} · ${provider}`;
}

/** What reads the texts, and how far it is. */
export function analysisLine({ done, total, analyser }: QueueState): StateLine {
  const what = analyser === null ? 'Starting analysis' : readerWords(analyser);
  const text = total > 3 ? `Analysing ${done.toLocaleString()} of ${total.toLocaleString()}` : what;
  const problem = analyser?.problem;
  const said = problem ?? analyser?.note;
  return { text, detail: said ? sentenceFor(said) : what, tone: problem ? 'warn' : 'calm' };
}
