import { type DbusArgument, DbusReader, DbusWriter } from './dbus-values.ts';

/** A call to one method of one object. */
export interface DbusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly arguments?: readonly DbusArgument[];
}

export interface DbusMessage {
  readonly type: 'return' | 'error' | 'signal' | 'other';
  readonly replySerial: number;
  readonly path: string;
  readonly member: string;
  readonly errorName: string;
  readonly body: readonly unknown[];
}

/** Answers here are a few hundred bytes. */
const largestMessageBytes = 2 ** 20;

const field = { path: 1, interface: 2, member: 3, errorName: 4, replySerial: 5, destination: 6, signature: 8 } as const;

/*
 * A message: 'l' (little-endian), type, flags, version 1, body length, serial, header fields as a(yv), padding to 8,
 * body. (D-Bus specification, "Message Format".)
 */

export function encodeCall(call: DbusCall, serial: number): Uint8Array {
  const given = call.arguments ?? [];
  const body = new DbusWriter();
  for (const argument of given) body.argument(argument);
  const bodyBytes = body.finish();

  const header = new DbusWriter();
  for (const byte of [0x6c, 1, 0, 1]) header.byte(byte);
  header.uint32(bodyBytes.length);
  header.uint32(serial);
  header.array(8, () => {
    textField(header, field.path, 'o', call.path);
    textField(header, field.interface, 's', call.interface);
    textField(header, field.member, 's', call.member);
    textField(header, field.destination, 's', call.destination);
    if (given.length > 0) textField(header, field.signature, 'g', given.map(([type]) => type).join(''));
  });
  header.align(8);
  return Buffer.concat([header.finish(), bodyBytes]);
}

/**
 * @returns the first message in `bytes` and how many bytes it took, or null when it is not complete yet.
 * @throws RangeError when it is no D-Bus message.
 */
export function decodeMessage(bytes: Buffer): { message: DbusMessage; sizeBytes: number } | null {
  if (bytes.length < 16) return null;
  if (bytes[0] !== 0x6c || bytes[3] !== 1) throw new RangeError('not a D-Bus message of this machine');
  const bodyBytes = bytes.readUInt32LE(4);
  const bodyStart = 16 + Math.ceil(bytes.readUInt32LE(12) / 8) * 8;
  const sizeBytes = bodyStart + bodyBytes;
  if (sizeBytes > largestMessageBytes) throw new RangeError('a D-Bus message that is too large');
  if (bytes.length < sizeBytes) return null;

  const whole = bytes.subarray(0, sizeBytes);
  const fields = new Map<unknown, unknown>();
  for (const entry of new DbusReader(whole, 12).values('a(yv)').flat()) {
    if (Array.isArray(entry)) fields.set(entry[0], entry[1]);
  }
  const text = (code: number): string => String(fields.get(code) ?? '');
  const message: DbusMessage = {
    type: ({ 2: 'return', 3: 'error', 4: 'signal' } as const)[bytes[1] ?? 0] ?? 'other',
    replySerial: Number(fields.get(field.replySerial) ?? 0),
    path: text(field.path),
    member: text(field.member),
    errorName: text(field.errorName),
    body: new DbusReader(whole, bodyStart).values(text(field.signature)),
  };
  return { message, sizeBytes };
}

function textField(header: DbusWriter, code: number, type: 's' | 'o' | 'g', value: string): void {
  header.align(8);
  header.byte(code);
  header.signature(type);
  if (type === 'g') header.signature(value);
  else header.string(value);
}
