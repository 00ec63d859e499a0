import { expose } from 'comlink';
import type { FiguresApi } from './figures-api.ts';
import { figuresOf, type LeadFigures } from './lead-figures.ts';
import { reportOf } from './report.ts';

const figures = new Map<string, LeadFigures>();

expose({
  take(leads, weeks) {
    for (const lead of leads) figures.set(lead.leadId, figuresOf(lead, weeks));
  },
  drop(leadIds) {
    for (const id of leadIds) figures.delete(id);
  },
  report: (query) => reportOf(figures.values(), query),
} satisfies FiguresApi);
