import type { ReplayPoint } from '../../../../models/insight/replay.ts';
import type { OutcomeRecord } from '../../../../models/protocol/entities.ts';
import { conversionFeatures } from '../../../../models/scoring/conversion.ts';

/**
 * What the lead looked like before the day of the decision (`startOfDay`, milliseconds): what is said at the signing must
 * not teach. Nothing where too little had been said by then.
 */
export function outcomeSnapshot(
  points: readonly ReplayPoint[],
  startOfDay: number,
): Pick<OutcomeRecord, 'features' | 'snapshotAt'> {
  const last = points.findLast(({ at }) => Date.parse(at) < startOfDay);
  if (!last || last.engagement === null) return { features: null, snapshotAt: null };
  return { features: conversionFeatures(last.level, last), snapshotAt: last.at };
}
