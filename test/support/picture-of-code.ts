import { encodeQR } from 'qr';

const dotsAModule = 6;
const headerBytes = 54;
const white = 0xff;

/** A QR code with a text as a picture: a bitmap of Windows, which needs no compression. */
export function pictureOfCode(text: string): Buffer {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const side = modules.length * dotsAModule;
  const rowBytes = Math.ceil((side * 3) / 4) * 4;
  const picture = Buffer.alloc(headerBytes + rowBytes * side, white);
  picture.fill(0, 0, headerBytes);
  picture.write('BM', 0, 'latin1');
  picture.writeUInt32LE(picture.length, 2);
  picture.writeUInt32LE(headerBytes, 10);
  picture.writeUInt32LE(40, 14);
  picture.writeInt32LE(side, 18);
  picture.writeInt32LE(side, 22);
  picture.writeUInt16LE(1, 26);
  picture.writeUInt16LE(24, 28);
  for (let y = 0; y < side; y += 1) {
    // The last row comes first.
    const row = modules[Math.floor((side - 1 - y) / dotsAModule)] ?? [];
    for (let x = 0; x < side; x += 1) {
      const at = headerBytes + y * rowBytes + x * 3;
      if (row[Math.floor(x / dotsAModule)]) picture.fill(0, at, at + 3);
    }
  }
  return picture;
}
