import { simulateTeams, TRUTHS, type Truth } from '../../models/testing/simulated-teams.ts';
import { number, table } from './format.ts';

const SIZES = [5, 20, 50, 200, 1000];
const TEAMS = 200;

/** What learning from won and lost leads does for teams whose true probabilities are known. */
export function conversionSection(): string {
  const rows = (Object.keys(TRUTHS) as Truth[]).flatMap((truth) =>
    SIZES.map((size) => {
      const r = simulateTeams(truth, size, TEAMS);
      const figures = [r.coverage, r.width, r.error, r.priorError, r.auc, r.priorAuc].map(number);
      return [truth, size, ...figures, (r.auc - r.priorAuc).toFixed(4)];
    }),
  );
  const head = ['truth', 'outcomes', 'coverage', 'width', 'error', 'prior’s error', 'AUC', 'prior’s AUC', 'difference'];
  return `## Conversion on simulated teams

There are no shipped outcomes: these teams are simulated (\`models/testing/simulated-teams.ts\`, seeded), ${TEAMS} a row, each
with true weights of its own, the outcomes that it learnt from, and 200 new leads. Coverage: the share of true
probabilities inside the 90 % interval, which holds as claimed where the truth is drawn from the stated prior; the other
rows show how far off it is where a team differs from the prior, and how learning makes up for it. Error: mean absolute
error of the probability.

${table(head, rows)}
`;
}
