/** What each failure code says to a person: what happened, what is safe, what to do. The one place for such words. */
export default {
  codes: {
    storage_full: 'This device is full. Nothing already saved is lost. Free some space, then try again.',
    storage_unavailable: 'The browser closed this app’s storage. Reload the page; what was saved is safe.',
    storage_unreadable:
      'Some saved records cannot be read on this device. They come back from the server with the next sync.',
    offline: 'No connection. Your edits are saved here and go out when the network is back.',
    unauthorised: 'Your sign-in has ended. Your edits are saved here; sign in again to send them.',
    member_deactivated:
      'This account was deactivated in its team. What this device held of the team has been removed; ask your admin.',
    wrong_passphrase: 'That is not the passphrase. Nothing was opened; nothing is lost.',
    wrong_passkey: 'This passkey does not open this device. Try the one that was set up here.',
    not_a_backup: 'This is not a file that Leadlight exported, or it was changed. Nothing was imported.',
    stretch_failed:
      'This device has too little free memory to work with the passphrase now. Close other apps, then try again; nothing is lost.',
    unlock_wait: 'Too many wrong passphrases. Wait a little before the next try. Seconds:',
    not_locked: 'The lock was changed in another tab. Reload the page.',
    passkey_refused: 'This passkey could not be verified. Try again, or sign in with your password.',
    passkey_cancelled: 'No passkey was chosen. Try again, or sign in with your password.',
    invite_invalid: 'This invite was used, withdrawn or is too old. Ask for a new one.',
    account_exists: 'There is an account with this e-mail. Sign in with it, then open the invite again.',
    already_member: 'This account is in the team already, or was deactivated there. Ask your admin.',
    not_in_ghl: 'This page works inside GoHighLevel only. Open Leadlight at its own address instead.',
    ghl_user_unknown: 'Your GoHighLevel e-mail belongs to no member of this team. Ask your admin for an invite.',
    location_unknown: 'Leadlight is not installed for this GoHighLevel location. Ask your admin.',
    wrong_credentials: 'That e-mail and password do not match. Check both and try again.',
    too_many_tries: 'Too many tries. Wait a minute, then try again.',
    forbidden: 'You may not change this record. Your words are kept under Settings › Refused edits.',
    invalid: 'The server could not accept this edit. Your words are kept under Settings › Refused edits.',
    version: 'The server is newer or older than this app. Reload the page to update; your edits are saved.',
    server: 'The server has a problem. Your edits are saved here; the app tries again by itself.',
    unexpected_answer: 'The server’s answer could not be read. Nothing was changed; the app tries again by itself.',
    resync: 'This device and the server disagree about what was sent. Your edits are saved; reload to try again.',
    cancelled: 'Cancelled. What was already imported is kept.',
    not_json: 'This is not valid JSON.',
    not_a_conversation: 'This is not a conversation.',
    no_rows: 'Nothing to import was found.',
    missing_columns: 'The first line must name the columns, at least “lead” (or “name”) and “text”.',
    file_too_big:
      'This file is too big for this device to read at once. Use JSON Lines or CSV, which are read piece by piece.',
    unreadable_file: 'The file could not be read.',
    text_too_long: 'This message is longer than 200,000 characters.',
    empty_text: 'No text in this row.',
    nobody_named: 'This row names no lead, phone or e-mail.',
    bad_time: 'The time in this row could not be read.',
    analysis_failed:
      'This conversation could not be analysed. The messages are safe; it is tried again after the next change.',
    model_unreachable:
      'The text model is not on this device yet, so the rules read the messages. It is fetched when the network is back.',
    model_checksum:
      'The text model that came is not the one this app names. It was refused; the rules read the messages.',
    model_broken: 'The text model cannot run in this browser. The rules read the messages.',
    model_failing: 'The text model failed several times. The rules read the messages until it runs again.',
    threads_failed: 'Several threads do not run the text model rightly in this browser, so one thread runs it.',
    graphics_failed: 'The graphics processor could not be used this time, so WASM runs the text model.',
    no_graphics: 'There is nothing to try on the graphics processor now.',
    graphics_unreachable:
      'What the graphics processor needs could not be fetched. WASM goes on; try again when the network is back.',
    graphics_checksum: 'What came for the graphics processor is not what this app names. It was refused; WASM goes on.',
    worker_lost: 'The analysis stopped. It starts again by itself.',
  } as Readonly<Record<string, string>>,
  /** An unknown code is shown as it is, so that it can be looked up. */
  unknown: (code: string) => `Something went wrong (${code}).`,
};
