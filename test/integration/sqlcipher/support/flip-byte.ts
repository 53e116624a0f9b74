import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Changes one bit of a file; SQLite must not have it open in this process. */
export function flipByte(path: string, position: number): void {
  const descriptor = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(descriptor, byte, 0, 1, position);
  byte.writeUInt8(byte.readUInt8(0) ^ 0x10);
  writeSync(descriptor, byte, 0, 1, position);
  closeSync(descriptor);
}
