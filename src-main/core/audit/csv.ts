/** UTF-8 with a byte order mark, without which spreadsheets take it for a Windows code page. */
export const csvStart = '\uFEFF';

/**
 * One record of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in front, as
 * spreadsheets themselves write a text that looks like one.
 */
export function csvRecord(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // Also behind white space, which spreadsheets skip, and for the full-width forms, which some take for the plain ones.
  const harmless = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
