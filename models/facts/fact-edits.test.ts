import { expect, test } from 'vitest';
import { factEditsOf } from '../protocol/fact-edits.ts';
import { DEFAULTS, type FactRecord } from '../protocol/entities.ts';
import { leadState } from '../insight/lead-state.ts';
import { talk } from '../testing/read-lead.ts';
import type { FactEdit } from './fact-edits.ts';

const { conversation, texts } = talk([
  ['lead', 0, 'our max budget is $410,000', { intents: ['buy'] }],
  ['lead', 5, 'our max budget is $380,000', { intents: ['buy'] }],
]);
const at = '2026-11-20T10:00:00.000Z';
const edit = (key: FactEdit['key'], value: FactEdit['value']): FactEdit => ({ key, value, at, by: 'Ana' });
const stateWith = (...factEdits: FactEdit[]) => leadState({ ...conversation, factEdits }, texts, Date.parse(at));

test('an edit wins over what is read, stands uncontradicted and without words that say something else', () => {
  expect(stateWith().qualification.panes.price.state).toBe('contradicted');
  const { known, qualification, means } = stateWith(edit('budget_max', 500_000), edit('financing', 'cash'));
  expect(known.budget_max).toMatchObject({ value: 500_000, editedBy: 'Ana', evidence: undefined, overruled: [] });
  expect(qualification.panes.price).toMatchObject({ state: 'known', words: 'up to $500,000', evidence: [] });
  expect(qualification.panes.mortgage.state).toBe('known');
  expect(means).toBe('proven');
});

test('an edit that says the same keeps the words; one to “not known” puts the pane out', () => {
  expect(stateWith(edit('budget_max', 380_000)).known.budget_max?.evidence).toBeDefined();
  expect(stateWith(edit('budget_max', null)).qualification.panes.price.state).toBe('unknown');
});

test('of the records the latest one a fact stands; deleted ones and values of another shape do not', () => {
  const record = (over: Partial<FactRecord>) => ({ ...DEFAULTS.fact, editedAt: at, editedBy: 'Ana', ...over });
  const later = '2026-11-21T10:00:00.000Z';
  const edits = factEditsOf([
    record({ key: 'beds_min', value: 4, editedAt: later }),
    record({ key: 'beds_min', value: 3 }),
    record({ key: 'financing', value: 'a sack of gold' }),
    record({ key: 'locations', value: ['Elm'], deleted: true }),
    record({ key: 'has_agent', value: null }),
  ]);
  expect(edits.map(({ key, value }) => [key, value]).sort()).toEqual([
    ['beds_min', 4],
    ['has_agent', null],
  ]);
});
