import * as v from 'valibot';
import { FINANCING, PROPERTY_TYPES, type FactKey, type Facts, type Pane } from '../../../../models/facts/types.ts';
import { FACT_VALUES, type FactRecord } from '../../../../models/protocol/entities.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import type { Edit } from '../../storage/storage-port.ts';

/** The facts that are set where a pane is edited, the most telling first. */
export const FACTS_OF_PANE: Record<Pane, readonly FactKey[]> = {
  location: ['locations'],
  price: ['budget_max', 'budget_min'],
  motivation: ['motivation', 'timeline_days_max'],
  agent: ['has_agent'],
  mortgage: ['financing', 'must_sell_first'],
  appointment: ['appointment'],
};

const NUMBERS: ReadonlySet<FactKey> = new Set([
  'budget_min',
  'budget_max',
  'beds_min',
  'baths_min',
  'timeline_days_max',
]);

/** What may be chosen of a fact that is no free text: values as the form holds them, with their names. */
export function choicesOf(key: FactKey): { value: string; name: string }[] | null {
  const words = wordsOf('lead').facts;
  const none = { value: '', name: words.notKnown };
  if (key === 'financing') return [none, ...FINANCING.map((value) => ({ value, name: words.financing[value] }))];
  if (key === 'property_type')
    return [none, ...PROPERTY_TYPES.map((value) => ({ value, name: words.propertyTypes[value] }))];
  if (key === 'has_agent' || key === 'must_sell_first')
    return [none, { value: 'true', name: words.yes }, { value: 'false', name: words.no }];
  return null;
}

export const isNumber = (key: FactKey): boolean => NUMBERS.has(key);

/** A fact as the form holds it; '' where it is not known. */
export function formText(value: Facts[FactKey]): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A form's text as the fact's value, null for "not known"; undefined where it does not fit. */
export function parseFact(key: FactKey, text: string): FactRecord['value'] | undefined {
  const plain = text.trim();
  if (plain === '') return null;
  const value = valueOf(key, plain);
  return v.is(FACT_VALUES[key], value) ? value : undefined;
}

function valueOf(key: FactKey, text: string): unknown {
  if (isNumber(key)) return Number(text.replace(/[$,\s]/g, ''));
  if (key === 'has_agent' || key === 'must_sell_first') return text === 'true';
  if (key === 'locations')
    return text
      .split(',')
      .map((place) => place.trim())
      .filter(Boolean);
  return text;
}

/** An edit of a fact: one record a lead and fact, so that two devices that edit it meet. */
export const factEdit = (leadId: string, key: FactKey, set: Partial<FactRecord>): Edit => ({
  entity: 'fact',
  id: `${leadId}:${key}`,
  parent: leadId,
  set,
});
