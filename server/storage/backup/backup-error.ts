/** A backup or a restore that was refused; the message says what to do, and nothing was changed. */
export class BackupError extends Error {
  readonly code: 'exists' | 'empty' | 'not_a_backup' | 'damaged' | 'not_empty' | 'no_keys' | 'other_keys';
  constructor(code: BackupError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackupError';
    this.code = code;
  }
}
