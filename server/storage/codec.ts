/** Where a stored text sits: bound to its ciphertext once fields are encrypted, so that rows cannot be swapped. */
export interface Place {
  tenant: string;
  table: string;
  id: string;
  column: string;
}

/** Turns values that hold people's words into stored text and back: the one place through which all of them pass. */
export interface Codec {
  encode(value: unknown, place: Place): string;
  decode(text: string, place: Place): unknown;
}

/** JSON as it is. */
export const plainCodec: Codec = {
  encode: (value) => JSON.stringify(value),
  decode: (text) => JSON.parse(text),
};
