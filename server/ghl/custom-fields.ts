import { createCustomField, listCustomFields } from './api.ts';
import type { At, GhlClient } from './client.ts';
import { GhlError, mayHaveBeenDone } from './ghl-error.ts';
import type { LeadAnalysis } from './queue-outgoing.ts';

/** The contact fields of Leadlight, by name, with how each is read off the analysis. */
const FIELDS: readonly { name: string; dataType: 'TEXT' | 'NUMERICAL'; value: (a: LeadAnalysis) => string }[] = [
  { name: 'Leadlight Level', dataType: 'TEXT', value: (a) => a.level },
  { name: 'Leadlight Score', dataType: 'NUMERICAL', value: (a) => numberText(a.scores.overall) },
  { name: 'Leadlight Engagement', dataType: 'NUMERICAL', value: (a) => numberText(a.scores.engagement) },
  { name: 'Leadlight Qualification', dataType: 'NUMERICAL', value: (a) => numberText(a.scores.qualification) },
  { name: 'Leadlight Urgency', dataType: 'NUMERICAL', value: (a) => numberText(a.scores.urgency) },
  { name: 'Leadlight Priority', dataType: 'NUMERICAL', value: (a) => numberText(a.scores.priority) },
];

/** Writes `customFields` values; unknown stays unknown: an empty value, never a zero. */
export function createFieldWriter(client: GhlClient) {
  const idsOf = new Map<string, Map<string, string>>();

  async function ensure(at: At): Promise<Map<string, string>> {
    const known = idsOf.get(at.locationId) ?? (await listed(at));
    for (const { name, dataType } of FIELDS) {
      if (!known.has(name)) known.set(name, await create(at, name, dataType));
    }
    idsOf.set(at.locationId, known);
    return known;
  }

  async function create(at: At, name: string, dataType: 'TEXT' | 'NUMERICAL'): Promise<string> {
    try {
      return await createCustomField(client, at, name, dataType);
    } catch (error) {
      if (!mayHaveBeenDone(error) || (error instanceof GhlError && error.code === 'ghl_unavailable')) throw error;
      const id = (await listed(at)).get(name);
      if (id === undefined) throw error;
      return id;
    }
  }

  async function listed(at: At): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    // Of two fields of one name the first is taken, every time.
    for (const field of await listCustomFields(client, at)) if (!ids.has(field.name)) ids.set(field.name, field.id);
    return ids;
  }

  return {
    /** The values of an analysis under the location's field ids; missing fields are made. */
    async values(at: At, analysis: LeadAnalysis): Promise<{ id: string; field_value: string }[]> {
      const ids = await ensure(at);
      return FIELDS.map(({ name, value }) => ({ id: ids.get(name)!, field_value: value(analysis) }));
    },
    /** The location's fields may have been changed in the CRM: they are listed again. */
    forget: (locationId: string) => void idsOf.delete(locationId),
  };
}
export type FieldWriter = ReturnType<typeof createFieldWriter>;

function numberText(score: number | null): string {
  return score === null ? '' : String(Math.round(score));
}
