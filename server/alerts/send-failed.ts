/** A channel did not take what was sent; another try may do better. Its code is all that is stored and logged. */
export class SendFailed extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'SendFailed';
    this.code = code;
  }
}
