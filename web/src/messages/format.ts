import { messages } from './messages.svelte.ts';

/** "1,000", as the person's locale writes it. */
export const formatNumber = (value: number, options?: Intl.NumberFormatOptions): string =>
  value.toLocaleString(messages.region, options);

/** US dollars, whole unless asked otherwise: "$450,000". */
export const formatMoney = (dollars: number, options?: Intl.NumberFormatOptions): string =>
  formatNumber(dollars, { style: 'currency', currency: 'USD', maximumFractionDigits: 0, ...options });

/** A share from 0 to 1: "12%". */
export const formatPercent = (share: number, options?: Intl.NumberFormatOptions): string =>
  formatNumber(share, { style: 'percent', maximumFractionDigits: 0, ...options });

/** Bytes in the unit that fits: "340 kB", "32 MB". */
export function formatBytes(bytes: number): string {
  const unit = bytes < 1e6 ? 'kilobyte' : bytes < 1e9 ? 'megabyte' : 'gigabyte';
  const divisor = { kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9 }[unit];
  return formatNumber(bytes / divisor, { style: 'unit', unit, maximumFractionDigits: bytes < 1e9 ? 0 : 1 });
}

/** A day: "Mar 4, 2026". */
export const formatDate = (iso: string, options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }): string =>
  new Date(iso).toLocaleDateString(messages.region, options);
