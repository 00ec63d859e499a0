import type { RawAnalysis, TextAnalyser } from '../text/types.ts';

export type PartHealth = { status: 'ok' } | { status: 'degraded'; reason: string };
export type HealthPart = 'model' | 'cache' | 'handlers' | 'adapter';

export interface ServiceHealth {
  status: 'ok' | 'degraded';
  parts: Record<HealthPart, PartHealth>;
}

const OK: PartHealth = { status: 'ok' };
const degraded = (reason: string): PartHealth => ({ status: 'degraded', reason });

/** Reads a made-up message with the analyser. */
export async function modelHealth(analyser: TextAnalyser): Promise<PartHealth> {
  if (analyser.source === 'rules') return degraded('no text model is here: the rules read');
  let raws: readonly RawAnalysis[];
  try {
    raws = await analyser.analyse([{ text: 'Is it still available?', context: [] }]);
  } catch {
    return degraded('the text model fails');
  }
  const finite = raws.length === 1 && Object.values(raws[0]!.logits).flat().every(Number.isFinite);
  if (!finite) return degraded('the text model gives no numbers');
  return analyser.degraded ? degraded('the text model fails: the rules read in its place') : OK;
}

export const cacheHealth = (storeFailed: boolean): PartHealth =>
  storeFailed ? degraded('the store of analyses fails: messages are analysed again') : OK;

export const handlersHealth = (failing: readonly string[]): PartHealth =>
  failing.length ? degraded(`handlers fail: ${failing.join(', ')}`) : OK;

export const adapterHealth = (mismatch: boolean): PartHealth =>
  mismatch ? degraded('what was learnt belongs to another model and is not applied: retrain') : OK;

export function healthOf(parts: Record<HealthPart, PartHealth>): ServiceHealth {
  const whole = Object.values(parts).every(({ status }) => status === 'ok');
  return { status: whole ? 'ok' : 'degraded', parts };
}
