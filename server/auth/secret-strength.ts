/** Words of examples and habits; a secret that is mostly one of them is none. */
const GUESSABLE =
  /change.?me|secret|password|passwort|example|default|leadlight|letmein|qwert|admin|welcome|12345|test/gi;
const MIN_SECRET_CHARACTERS = 10;
const MIN_PASSWORD_CHARACTERS = 5;

/** What is wrong with a signing secret, or null: it must be random, not repeated and not made of common words. */
export function weaknessOfSecret(secret: string): string | null {
  return varied(secret, MIN_SECRET_CHARACTERS, 20) ? null : 'must be random, e.g. from "openssl rand -base64 32"';
}

/** What is wrong with an admin's password, or null. */
export function weaknessOfPassword(password: string, email: string): string | null {
  const plain = password.toLowerCase();
  const isTheAddress = plain.includes(email.toLowerCase());
  return !isTheAddress && varied(password, MIN_PASSWORD_CHARACTERS, 6) ? null : 'must not be easy to guess';
}

/** Different characters, and length left when the common words and runs of one character are taken out. */
function varied(text: string, characters: number, length: number): boolean {
  const rest = text.replace(GUESSABLE, '').replace(/(.)\1+/g, '$1');
  return new Set(rest).size >= characters && rest.length >= length;
}
