import type { PasskeyQuestion } from '../../storage/key-store.ts';

export type PasskeyAnswer = PasskeyQuestion & { way: 'passkey'; prf: Uint8Array<ArrayBuffer> };

/** Passkeys that give back a secret of their own (WebAuthn's PRF extension). */
export interface PasskeySecrets {
  /** Makes a passkey of this device; `no_prf` where the authenticator has no such secrets, null where it was cancelled. */
  make(name: string): Promise<PasskeyAnswer | 'no_prf' | null>;
  /** Null where it was cancelled or answers nothing. */
  ask(question: PasskeyQuestion): Promise<PasskeyAnswer | null>;
}

/** The browser's own. Nothing is sent anywhere: the challenge is random and the answer's signature is not looked at. */
export class BrowserPasskeySecrets implements PasskeySecrets {
  readonly #credentials: CredentialsContainer;
  readonly #crypto: Crypto;

  constructor(credentials: CredentialsContainer, crypto: Crypto) {
    this.#credentials = credentials;
    this.#crypto = crypto;
  }

  async make(name: string): Promise<PasskeyAnswer | 'no_prf' | null> {
    const salt = this.#random();
    const made = await this.#try(() =>
      this.#credentials.create({
        publicKey: {
          challenge: this.#random(),
          rp: { name: 'Leadlight' },
          user: { id: this.#random(), name, displayName: name },
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
          ],
          authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
          extensions: { prf: { eval: { first: salt } } },
        },
      }),
    );
    if (!made) return null;
    const { prf } = made.getClientExtensionResults();
    if (!prf?.enabled && !prf?.results) return 'no_prf';
    const question = { credentialId: toBase64Url(made.rawId), salt: toBase64Url(salt) };
    // Most authenticators answer only when they are asked, not when they are made.
    const first = prf.results?.first;
    return first ? answerOf(question, first) : ((await this.ask(question)) ?? 'no_prf');
  }

  async ask(question: PasskeyQuestion): Promise<PasskeyAnswer | null> {
    const got = await this.#try(() =>
      this.#credentials.get({
        publicKey: {
          challenge: this.#random(),
          allowCredentials: [{ type: 'public-key', id: fromBase64Url(question.credentialId) }],
          userVerification: 'required',
          extensions: { prf: { eval: { first: fromBase64Url(question.salt) } } },
        },
      }),
    );
    const first = got?.getClientExtensionResults().prf?.results?.first;
    return first ? answerOf(question, first) : null;
  }

  #random(): Uint8Array<ArrayBuffer> {
    return this.#crypto.getRandomValues(new Uint8Array(32));
  }

  /** A person who cancels, and an authenticator that does not answer, are refused alike. */
  async #try(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
    try {
      return (await ask()) as PublicKeyCredential | null;
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  }
}

function answerOf(question: PasskeyQuestion, first: BufferSource): PasskeyAnswer {
  const bytes = ArrayBuffer.isView(first)
    ? first.buffer.slice(first.byteOffset, first.byteOffset + first.byteLength)
    : first;
  return { way: 'passkey', ...question, prf: new Uint8Array(bytes.slice(0) as ArrayBuffer) };
}

function toBase64Url(bytes: ArrayBuffer | Uint8Array): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}
