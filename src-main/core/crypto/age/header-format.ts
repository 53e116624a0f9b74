import { brokenAgeFile } from './broken-age-file.ts';
import { decodeBase64, encodeBase64 } from './strict-base64.ts';

/*
 * age-encryption.org/v1                                    version line
 * -> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc    stanza: type and arguments
 * EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U              stanza: body, base64, 64 columns, ends with a shorter line
 * --- VI5T7oYdHG+pcQ0yuBq1r7/NDg0wHk1dVBvmTE3TXCk          HMAC over everything up to and including the three dashes
 * (payload follows)
 */
const versionLine = 'age-encryption.org/v1';
const bodyColumns = 64;
const bodyLineBytes = 48;
const macBytes = 32;
const printable = /^[\x21-\x7e]+$/;

/** The longest header that is read: more than 600 post-quantum recipients; bounds memory where a file never ends it. */
export const maxHeaderBytes = 1024 * 1024;

/** One recipient's part of a header. */
export interface Stanza {
  /** The type and its arguments, at least one. */
  readonly args: readonly string[];
  readonly body: Uint8Array;
}

export interface ParsedHeader {
  readonly stanzas: readonly Stanza[];
  readonly mac: Buffer;
  /** What the MAC covers: a view of the header up to and including `---`. */
  readonly authenticated: Uint8Array;
}

/** The header's text up to and including `---`: what the MAC covers. */
export function serializeAuthenticated(stanzas: readonly Stanza[]): string {
  let text = `${versionLine}\n`;
  for (const stanza of stanzas) {
    text += `-> ${stanza.args.join(' ')}\n`;
    // A body of whole lines, the empty one included, ends with an empty line.
    for (let offset = 0; offset <= stanza.body.length; offset += bodyLineBytes) {
      text += `${encodeBase64(stanza.body.subarray(offset, offset + bodyLineBytes))}\n`;
    }
  }
  return `${text}---`;
}

/** The whole header: the covered text, then its MAC. */
export function serializeHeader(authenticated: string, mac: Uint8Array): Buffer {
  return Buffer.from(`${authenticated} ${encodeBase64(mac)}\n`, 'latin1');
}

/**
 * Bytes of the header that `bytes` begin with, the last line feed included; null when its end is not among them.
 * Only finds the end: {@link parseHeader} checks the form.
 */
export function headerSize(bytes: Uint8Array): number | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, maxHeaderBytes));
  // No line of a stanza can begin with dashes only, so the first such line is the last of the header.
  const lastLine = view.indexOf('\n---', 0, 'latin1');
  if (lastLine === -1) return null;
  const end = view.indexOf(0x0a, lastLine + 1);
  return end === -1 ? null : end + 1;
}

/**
 * Parses a header strictly (age spec, section "Header"). Throws 'integrity-violated' (part 'header') for anything that
 * the grammar does not allow; unknown stanza types are allowed, and kept.
 *
 * @param header - exactly the header, as {@link headerSize} delimits it
 */
export function parseHeader(header: Uint8Array): ParsedHeader {
  if (header.length > maxHeaderBytes) throw brokenAgeFile('header', 'too long');
  const text = Buffer.from(header.buffer, header.byteOffset, header.length).toString('latin1');
  const lines = text.split('\n');
  // After the final line feed there is one empty piece and nothing else.
  if (lines.pop() !== '' || lines.shift() !== versionLine) throw brokenAgeFile('header', 'not an age v1 header');
  const macLine = lines.pop() ?? '';
  const mac = macLine.startsWith('--- ') ? decodeBase64(macLine.slice(4)) : null;
  if (mac?.length !== macBytes) throw brokenAgeFile('header', 'malformed last line');
  const stanzas = parseStanzas(lines);
  if (stanzas.length === 0) throw brokenAgeFile('header', 'no recipient');
  // A passphrase beside other recipients would let whoever knows it pass for a sender to them (age spec, scrypt).
  if (stanzas.length > 1 && stanzas.some((stanza) => stanza.args[0] === 'scrypt')) {
    throw brokenAgeFile('header', 'a scrypt stanza must be alone');
  }
  return { stanzas, mac, authenticated: header.subarray(0, header.length - macLine.length - 1 + 3) };
}

function parseStanzas(lines: readonly string[]): Stanza[] {
  const stanzas: Stanza[] = [];
  let next = 0;
  while (next < lines.length) {
    const [arrow, ...args] = (lines[next++] ?? '').split(' ');
    if (arrow !== '->' || args.length === 0 || !args.every((argument) => printable.test(argument))) {
      throw brokenAgeFile('header', 'malformed stanza');
    }
    const parts: Buffer[] = [];
    let line: string;
    do {
      line = lines[next++] ?? malformedBody();
      parts.push((line.length <= bodyColumns && decodeBase64(line)) || malformedBody());
    } while (line.length === bodyColumns);
    stanzas.push({ args, body: Buffer.concat(parts) });
  }
  return stanzas;
}

function malformedBody(): never {
  throw brokenAgeFile('header', 'malformed stanza body');
}
