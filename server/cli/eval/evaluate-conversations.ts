import type { Facts } from '../../../models/facts/types.ts';
import { LEVELS, MOMENTA } from '../../../models/scoring/types.ts';
import type { AnalysedConversation } from '../analyse-conversations.ts';
import { evaluateFacts } from './evaluate-facts.ts';
import { exactMatch, macroF1, perLabel, quadraticWeightedKappa } from './metrics.ts';

/** What a labelled conversation expects. `heat` (any scale) orders leads. */
export interface Expected {
  level?: string;
  momentum?: string;
  top_actions?: readonly string[];
  facts?: Facts;
  heat?: number;
}
export interface ScoredConversation {
  expected: Expected;
  analysis: AnalysedConversation;
}

const FIRST = 3;

function classes(labels: readonly string[], pairs: readonly (readonly [string, string])[]) {
  if (pairs.length === 0) return null;
  const decisions = { gold: pairs.map(([gold]) => [gold]), predicted: pairs.map(([, found]) => [found]) };
  const byLabel = perLabel(labels, decisions);
  return { n: pairs.length, accuracy: exactMatch(decisions), macroF1: macroF1(byLabel), labels: byLabel, pairs };
}

/** Share of pairs of leads with different heat that the priority score puts in the same order (ties count half). */
function pairsInOrder(rows: readonly ScoredConversation[]): number | null {
  let right = 0;
  let all = 0;
  const heatOf = (row: ScoredConversation) => row.expected.heat ?? LEVELS.indexOf(row.expected.level as never);
  const found = (row: ScoredConversation) => row.analysis.scores.priority.value ?? 0;
  for (const [i, a] of rows.entries()) {
    for (const b of rows.slice(i + 1)) {
      const gold = Math.sign(heatOf(a) - heatOf(b));
      if (gold === 0) continue;
      const order = Math.sign(found(a) - found(b));
      right += order === gold ? 1 : order === 0 ? 0.5 : 0;
      all += 1;
    }
  }
  return all ? right / all : null;
}

/** Level, momentum, actions, order and facts of labelled conversations. */
export function evaluateConversations(rows: readonly ScoredConversation[]) {
  const levels = rows.flatMap(({ expected, analysis }) =>
    expected.level ? [[expected.level, analysis.level] as const] : [],
  );
  const momenta = rows.flatMap(({ expected, analysis }) =>
    expected.momentum ? [[expected.momentum, analysis.momentum] as const] : [],
  );
  const acted = rows.filter((row) => row.expected.top_actions?.length);
  const good = acted.filter(({ expected, analysis }) =>
    analysis.actions.slice(0, FIRST).some((action) => expected.top_actions!.includes(action.kind)),
  );
  const at = (name: string) => LEVELS.indexOf(name as never);
  const { pairs: levelPairs = [], ...level } = classes(LEVELS, levels) ?? { pairs: [] };
  const { pairs: momentumPairs = [], ...momentum } = classes(MOMENTA, momenta) ?? { pairs: [] };
  return {
    conversations: rows.length,
    level: {
      ...level,
      qwk: quadraticWeightedKappa(
        levelPairs.map(([gold]) => at(gold)),
        levelPairs.map(([, found]) => at(found)),
        LEVELS.length,
      ),
    },
    momentum: { ...momentum, n: momentumPairs.length },
    actions: { n: acted.length, goodAmongFirst3: acted.length ? good.length / acted.length : null },
    heatOrder: pairsInOrder(rows),
    facts: evaluateFacts(
      rows.flatMap(({ expected, analysis }) =>
        expected.facts ? [{ gold: expected.facts, found: analysis.facts }] : [],
      ),
    ),
  };
}
