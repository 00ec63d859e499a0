/** Who a conversation from a file is about, as far as the file says it beside the messages. */
export interface LeadOfValue {
  name: string;
  phone: string | null;
  email: string | null;
}

const NAME_KEYS = ['name', 'leadName', 'contactName', 'fullName'];

/** Reads name, phone and e-mail from a conversation's JSON or its `lead` or `contact`; else its id serves as name. */
export function leadOfValue(value: unknown): LeadOfValue {
  const own = recordOf(value);
  const places = [own, recordOf(own['lead']), recordOf(own['contact'])];
  const first = (keys: readonly string[]) =>
    places.flatMap((place) => keys.map((key) => place[key])).find((found) => typeof found === 'string' && found.trim());
  const id = first(['leadId', 'id']);
  return {
    name: String(
      first(NAME_KEYS) ?? (typeof own['lead'] === 'string' ? own['lead'] : null) ?? id ?? 'Imported lead',
    ).slice(0, 300),
    phone: textOrNull(first(['phone']), 40),
    email: textOrNull(first(['email']), 320)?.toLowerCase() ?? null,
  };
}

const recordOf = (value: unknown): Record<string, unknown> =>
  value instanceof Object && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const textOrNull = (value: unknown, max: number): string | null =>
  typeof value === 'string' ? value.trim().slice(0, max) : null;
