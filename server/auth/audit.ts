import type { Db } from '../storage/db.ts';

export type AuditKind =
  | 'tenant.created'
  | 'tenant.settings_changed'
  | 'member.role_changed'
  | 'member.deactivated'
  | 'member.reactivated'
  | 'lead.assigned'
  | 'invite.created'
  | 'invite.withdrawn'
  | 'invite.accepted'
  | 'passkey.added'
  | 'passkey.removed'
  | 'session.opened'
  | 'session.opened_in_ghl'
  | 'session.refused'
  | 'model.registered'
  | 'model.removed'
  | 'api_key.created'
  | 'api_key.revoked'
  | 'webhook.created'
  | 'webhook.removed'
  | 'ghl.connected'
  | 'ghl.disconnected'
  | 'ghl.secret_made'
  | 'ghl.settings_changed'
  | 'ghl.reading_started'
  | 'ghl.reading_stopped'
  | 'ghl.reading_resumed'
  | 'keys.rotated'
  | 'person.exported'
  | 'person.erased'
  | 'person.erasure_lifted'
  | 'consent.recorded'
  | 'training.exported'
  | 'retention.changed'
  | 'retention.applied';

/** What people with power do, as the audit log takes it. No names, no addresses, no words: ids, roles and counts. */
export interface AuditEvent {
  /** Milliseconds since 1970. */
  at: number;
  tenantId: string;
  /** The user who did it; null where the server did. */
  actor: string | null;
  kind: AuditKind;
  /** Id of what it was done to. */
  subject: string | null;
  detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** Writes an event in the transaction of what it tells of. */
export type Audit = (db: Db, event: AuditEvent) => Promise<void>;
