import type { ViewRow } from '../../storage/storage-port.ts';

/** The member whose lead it is: as an edit that still waits says, else as the server does. */
export function ownerOfLead({ data, owner }: ViewRow<'lead'>): string | null {
  const edited = (data as { owner?: unknown }).owner;
  return typeof edited === 'string' ? edited : owner;
}
