/**
 * False for a text that PostgreSQL would refuse or change as an id: with a NUL, or half a surrogate pair. Words in records
 * may hold both: they are stored as JSON, which escapes them.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
