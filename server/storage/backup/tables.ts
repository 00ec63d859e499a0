/** Every table with its primary key, each after those that it refers to: the order in which a backup is read and written. */
export const TABLES = {
  auth_user: ['id'],
  auth_session: ['id'],
  auth_account: ['id'],
  auth_verification: ['id'],
  tenant: ['id'],
  member: ['tenant_id', 'user_id'],
  location: ['source', 'location_id'],
  client: ['id'],
  op: ['client_id', 'seq'],
  record: ['tenant_id', 'entity', 'id'],
  conflict: ['tenant_id', 'entity', 'record_id', 'field', 'op_id'],
  inbox: ['id'],
  job: ['id'],
  crm_copy: ['tenant_id', 'entity', 'crm_id'],
  invite: ['id'],
  ended_session: ['token_hash'],
  passkey: ['id'],
  passkey_challenge: ['challenge'],
  ghl_user: ['tenant_id', 'ghl_user_id'],
  remote_model: ['tenant_id', 'name'],
} as const satisfies Record<string, readonly string[]>;
/** Made anew from the rest when it is missing. */
export const DERIVED = ['analysis_cache'];
export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];
