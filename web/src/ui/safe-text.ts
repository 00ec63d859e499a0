/** Characters that turn the direction of the text after them, or that show nothing where they stand. */
const TRICKS = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]|(?![\n\t])\p{Cc}/gu;

/** A stranger's text for the screen: without the control characters that could disguise it. Never used for offsets. */
export function safeText(text: string): string {
  return text.replace(TRICKS, '');
}
