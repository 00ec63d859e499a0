import { htmlToPlain } from '../../models/text/html-to-plain.ts';

/**
 * The visible words of an e-mail's HTML. By the core's own reader, so that an import on a device and the CRM give the
 * same text, and because it is linear in the length: html-to-text takes seconds for a hostile megabyte of open tags.
 */
export function emailText(html: string): string {
  return htmlToPlain(html)
    .replaceAll('\u00a0', ' ')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
