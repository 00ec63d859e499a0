import type { FactKey, Facts } from '../../../../models/facts/types.ts';
import { formatMoney } from '../../messages/format.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';

/** A fact's value as a person says it. */
export function factWords<K extends FactKey>(key: K, value: NonNullable<Facts[K]>): string {
  const words = wordsOf('lead').facts;
  const facts = { [key]: value } as Facts;
  if (facts.budget_min !== undefined) return formatMoney(facts.budget_min);
  if (facts.budget_max !== undefined) return words.atMost(formatMoney(facts.budget_max));
  if (facts.beds_min !== undefined) return words.atLeast(facts.beds_min);
  if (facts.baths_min !== undefined) return words.atLeast(facts.baths_min);
  if (facts.timeline_days_max !== undefined) return words.within(facts.timeline_days_max);
  if (facts.locations) return facts.locations.join(', ');
  if (facts.financing) return words.financing[facts.financing];
  if (facts.property_type) return words.propertyTypes[facts.property_type];
  if (facts.has_agent !== undefined) return facts.has_agent ? words.hasAgent.yes : words.hasAgent.no;
  if (facts.must_sell_first !== undefined) return facts.must_sell_first ? words.mustSell.yes : words.mustSell.no;
  return String(value);
}
