// Draws the program's icon in every size and form that packaging asks for: node scripts/make-icons.mjs [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Points within a pixel, each way, that decide how much of it is covered. */
const fineness = 4;

const teal = [0x0f, 0x5e, 0x6e];
/** Of a picture that the system colours itself only the opacity counts. */
const full = [0, 0, 0, 1];
const half = [0, 0, 0, 0.5];
const white = [0xff, 0xff, 0xff];
const pale = [0xbf, 0xdd, 0xe2];

/** Whether a point lies in a rectangle with rounded corners; all in parts of the icon's side. */
function inRounded(x, y, [left, top, right, bottom], radius) {
  if (x < left || x > right || y < top || y > bottom) return false;
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

/** The colour at a point, or null outside: a folder with a sheet that looks out of it, on a tile. */
function colourAt(x, y) {
  if (!inRounded(x, y, [0.04, 0.04, 0.96, 0.96], 0.2)) return null;
  if (inRounded(x, y, [0.2, 0.46, 0.8, 0.76], 0.05)) return white;
  if (inRounded(x, y, [0.28, 0.24, 0.72, 0.6], 0.03)) return pale;
  if (inRounded(x, y, [0.2, 0.36, 0.42, 0.6], 0.05)) return white;
  return teal;
}

/** For the menu bar of macOS, which gives the icon its own colour: the folder and its sheet alone, without the tile. */
function shapeAt(x, y) {
  // As large as the tile would have been.
  const [across, down] = [0.5 + (x - 0.5) * 0.7, 0.5 + (y - 0.5) * 0.7];
  const colour = colourAt(across, down);
  if (colour === pale) return half;
  return colour === white ? full : null;
}

function pixel(column, row, size, colourOf) {
  let [red, green, blue, covered] = [0, 0, 0, 0];
  for (let step = 0; step < fineness * fineness; step += 1) {
    const x = (column + ((step % fineness) + 0.5) / fineness) / size;
    const y = (row + (Math.floor(step / fineness) + 0.5) / fineness) / size;
    const colour = colourOf(x, y);
    if (colour === null) continue;
    const opacity = colour[3] ?? 1;
    red += colour[0] * opacity;
    green += colour[1] * opacity;
    blue += colour[2] * opacity;
    covered += opacity;
  }
  if (covered === 0) return [0, 0, 0, 0];
  const mean = (sum) => Math.round(sum / covered);
  return [mean(red), mean(green), mean(blue), Math.round((255 * covered) / (fineness * fineness))];
}

function png(size, colourOf = colourAt) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      rows.set(pixel(column, row, size, colourOf), row * (size * 4 + 1) + 1 + column * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, red, green, blue and opacity.
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND'),
  ]);
}

function chunk(type, data = Buffer.alloc(0)) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** For Windows: a directory of PNGs. */
function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, [size, data]] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    header.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], at);
    header.writeUInt32LE(data.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([header, ...pictures.map(([, data]) => data)]);
}

/** For macOS: PNGs, each under the name of its size. */
function icns(pictures) {
  const names = { 16: 'icp4', 32: 'icp5', 64: 'icp6', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' };
  const parts = pictures.flatMap(([size, data]) => {
    if (names[size] === undefined) return [];
    const head = Buffer.from(`${names[size]}0000`, 'latin1');
    head.writeUInt32BE(data.length + 8, 4);
    return [head, data];
  });
  const head = Buffer.from('icns0000', 'latin1');
  head.writeUInt32BE(8 + parts.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../resources'));
mkdirSync(path.join(folder, 'icons'), { recursive: true });
const pictures = sizes.map((size) => [size, png(size)]);
for (const [size, data] of pictures) {
  if (size <= 512) writeFileSync(path.join(folder, 'icons', `${size}x${size}.png`), data);
}
// The names are read by Electron: twice the size for screens that are twice as fine, and a template that macOS colours.
mkdirSync(path.join(folder, 'tray'), { recursive: true });
for (const [name, size, colourOf] of [
  ['tray.png', 24, colourAt],
  ['tray@2x.png', 48, colourAt],
  ['trayTemplate.png', 16, shapeAt],
  ['trayTemplate@2x.png', 32, shapeAt],
]) {
  writeFileSync(path.join(folder, 'tray', name), png(size, colourOf));
}
writeFileSync(path.join(folder, 'icon.ico'), ico(pictures.filter(([size]) => size <= 256)));
writeFileSync(path.join(folder, 'icon.icns'), icns(pictures));
