import type { Locator } from 'playwright-core';
import { encodeQR } from 'qr';

/** The dark modules of a QR code with this text, as `x,y`, within a quiet zone of four modules. */
export function darkModules(text: string): string[] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: 4 }).flatMap((line, y) =>
    line.flatMap((dark, x) => (dark ? [`${x},${y}`] : [])),
  );
}

/** The dark modules of a QR code as it is drawn. */
export async function drawnModules(image: Locator): Promise<string[]> {
  const path = (await image.locator('path').getAttribute('d')) ?? '';
  return [...path.matchAll(/M(\d+),(\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`);
}
