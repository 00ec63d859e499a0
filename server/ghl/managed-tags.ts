/** Tags under this prefix are Leadlight's own: written to the CRM, and never taken from it for the team's tags. */
export const MANAGED_PREFIX = 'leadlight:';

export function isManaged(tag: string): boolean {
  return tag.toLowerCase().startsWith(MANAGED_PREFIX);
}
