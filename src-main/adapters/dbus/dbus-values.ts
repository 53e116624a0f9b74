/** An argument of a call, by its D-Bus type. Only the types that the few calls here need. */
export type DbusArgument =
  | ['s' | 'o', string]
  | ['u', number]
  | ['ao', readonly string[]]
  | ['a{ss}', Readonly<Record<string, string>>];

/** Writes values as the D-Bus specification lays them out ("Marshaling"): little-endian, aligned to their own size. */
export class DbusWriter {
  #bytes: number[] = [];

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  align(size: number): void {
    while (this.#bytes.length % size !== 0) this.#bytes.push(0);
  }

  byte(value: number): void {
    this.#bytes.push(value);
  }

  uint32(value: number): void {
    this.align(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes.push((value >>> shift) & 0xff);
  }

  string(value: string): void {
    const text = Buffer.from(value);
    this.uint32(text.length);
    this.#bytes.push(...text, 0);
  }

  signature(value: string): void {
    this.#bytes.push(value.length, ...Buffer.from(value), 0);
  }

  /** The length counts neither itself nor the padding before the first element. */
  array(elementAlignment: number, writeElements: () => void): void {
    this.uint32(0);
    const lengthAt = this.#bytes.length - 4;
    this.align(elementAlignment);
    const start = this.#bytes.length;
    writeElements();
    const length = this.#bytes.length - start;
    for (let i = 0; i < 4; i += 1) this.#bytes[lengthAt + i] = (length >>> (8 * i)) & 0xff;
  }

  argument([type, value]: DbusArgument): void {
    if (type === 'u') this.uint32(value);
    else if (type === 'ao') this.array(4, () => this.#strings(value));
    else if (type === 'a{ss}') this.array(8, () => this.#pairs(Object.entries(value)));
    else this.string(value);
  }

  #strings(values: readonly string[]): void {
    for (const value of values) this.string(value);
  }

  #pairs(pairs: readonly [string, string][]): void {
    for (const pair of pairs) {
      this.align(8);
      this.#strings(pair);
    }
  }
}

const alignments: Readonly<Record<string, number>> = {
  ...{ y: 1, g: 1, v: 1, n: 2, q: 2, b: 4, i: 4, u: 4, h: 4, s: 4, o: 4, a: 4, x: 8, t: 8, d: 8, '(': 8, '{': 8 },
};

/**
 * Reads values by their signature. Structs and dictionary entries come out as arrays, variants as what they hold. Throws
 * a RangeError when the bytes do not hold what the signature says.
 */
export class DbusReader {
  readonly #bytes: Buffer;
  #offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = offset;
  }

  values(signature: string): unknown[] {
    return splitSignature(signature).map((type) => this.#value(type));
  }

  #align(size: number): void {
    this.#offset = Math.ceil(this.#offset / size) * size;
  }

  #value(type: string): unknown {
    const kind = type[0] ?? '';
    const alignment = alignments[kind];
    if (alignment === undefined) throw new RangeError('an unknown D-Bus type');
    this.#align(alignment);
    if (kind === 'a') return this.#array(type.slice(1));
    if (kind === '(' || kind === '{') return this.values(type.slice(1, -1));
    if (kind === 'v') return this.values(this.#text(this.#fixed('y')))[0];
    if (kind === 's' || kind === 'o') return this.#text(this.#fixed('u'));
    if (kind === 'g') return this.#text(this.#fixed('y'));
    if (kind === 'b') return this.#fixed('u') === 1;
    return this.#fixed(kind);
  }

  #array(elementType: string): unknown[] {
    const length = this.#fixed('u');
    this.#align(alignments[elementType[0] ?? ''] ?? 1);
    const end = this.#offset + length;
    if (end > this.#bytes.length) throw new RangeError('a D-Bus array longer than its message');
    const elements: unknown[] = [];
    while (this.#offset < end) {
      const start = this.#offset;
      elements.push(this.#value(elementType));
      if (this.#offset === start) throw new RangeError('a D-Bus array of nothing');
    }
    return elements;
  }

  #text(length: number): string {
    const text = this.#bytes.subarray(this.#offset, this.#offset + length);
    if (text.length < length) throw new RangeError('a D-Bus string longer than its message');
    this.#offset += length + 1;
    return text.toString();
  }

  /** Numbers of 8 bytes come out as `number`, which is exact enough for the properties that are read here. */
  #fixed(kind: string): number {
    const at = this.#offset;
    this.#offset += alignments[kind] ?? 1;
    switch (kind) {
      case 'y':
        return this.#bytes.readUInt8(at);
      case 'n':
        return this.#bytes.readInt16LE(at);
      case 'q':
        return this.#bytes.readUInt16LE(at);
      case 'i':
        return this.#bytes.readInt32LE(at);
      case 'd':
        return this.#bytes.readDoubleLE(at);
      case 'x':
        return Number(this.#bytes.readBigInt64LE(at));
      case 't':
        return Number(this.#bytes.readBigUInt64LE(at));
      default:
        return this.#bytes.readUInt32LE(at);
    }
  }
}

/** `sa{sv}(uo)` is `s`, `a{sv}` and `(uo)`. */
function splitSignature(signature: string): string[] {
  const types: string[] = [];
  for (let start = 0; start < signature.length; ) {
    let end = start;
    while (signature[end] === 'a') end += 1;
    let depth = 0;
    do {
      if ('({'.includes(signature[end] ?? '.')) depth += 1;
      if (')}'.includes(signature[end] ?? '.')) depth -= 1;
      end += 1;
    } while (depth > 0 && end < signature.length);
    types.push(signature.slice(start, end));
    start = end;
  }
  return types;
}
