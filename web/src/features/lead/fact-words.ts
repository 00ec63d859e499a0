import type { FactKey, Facts } from '../../../../models/facts/types.ts';

const FINANCING: Record<NonNullable<Facts['financing']>, string> = {
  preapproved: 'pre-approved',
  cash: 'cash',
  needs_loan: 'needs a loan',
  fha: 'FHA loan',
  va: 'VA loan',
  conventional: 'conventional loan',
};
const dollars = (value: number) =>
  value.toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const yes = (value: boolean, is: string, isNot: string) => (value ? is : isNot);

/** A fact's value as a person says it. */
export function factWords<K extends FactKey>(key: K, value: NonNullable<Facts[K]>): string {
  const facts = { [key]: value } as Facts;
  if (facts.budget_min !== undefined) return dollars(facts.budget_min);
  if (facts.budget_max !== undefined) return `≤ ${dollars(facts.budget_max)}`;
  if (facts.beds_min !== undefined) return `${facts.beds_min}+`;
  if (facts.baths_min !== undefined) return `${facts.baths_min}+`;
  if (facts.timeline_days_max !== undefined) return `within ${facts.timeline_days_max} days of saying so`;
  if (facts.locations) return facts.locations.join(', ');
  if (facts.financing) return FINANCING[facts.financing];
  if (facts.has_agent !== undefined) return yes(facts.has_agent, 'has another agent', 'has no agent');
  if (facts.must_sell_first !== undefined) return yes(facts.must_sell_first, 'yes', 'no');
  return String(value);
}
