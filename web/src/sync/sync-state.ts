/** What the header shows of syncing. `since` is ISO 8601: when the state began. */
export type SyncState =
  | { kind: 'idle'; since: string; unsynced: number }
  | { kind: 'syncing'; since: string; unsynced: number }
  | { kind: 'offline'; since: string; unsynced: number }
  /**
   * Waits for a person: signed out, no access, or an app of another version. Nothing is lost; only after
   * `member_deactivated` the device wipes.
   */
  | {
      kind: 'paused';
      since: string;
      unsynced: number;
      code: 'unauthorised' | 'member_deactivated' | 'forbidden' | 'version';
    }
  | { kind: 'failed'; since: string; unsynced: number; code: string };
