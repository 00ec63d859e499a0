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
  ghl_token: ['tenant_id', 'id'],
  ghl_oauth_state: ['state_hash'],
  ghl_settings: ['tenant_id'],
  ghl_workflow_secret: ['tenant_id', 'location_id'],
  ghl_export: ['tenant_id', 'location_id'],
  crm_alias: ['tenant_id', 'entity', 'alias'],
  message_twin: ['tenant_id', 'fingerprint', 'crm_id'],
  crm_item: ['tenant_id', 'kind', 'crm_id'],
  person_key: ['tenant_id', 'key_hash', 'lead_id'],
  lead_match: ['tenant_id', 'id'],
  outgoing: ['tenant_id', 'id'],
} as const satisfies Record<string, readonly string[]>;
/** Made anew from the rest when it is missing. */
export const DERIVED = ['analysis_cache'];
export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];
