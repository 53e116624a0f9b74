import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeCall } from '../../../src-main/adapters/dbus/dbus-message.ts';
import { DbusReader } from '../../../src-main/adapters/dbus/dbus-values.ts';
import { dose } from '../../support/dose.ts';

const call = encodeCall(
  {
    destination: 'org.example',
    path: '/org/example/é',
    interface: 'org.example.Thing',
    member: 'Do',
    arguments: [
      ['s', 'text'],
      ['a{ss}', { service: 'Dossierkluis', username: 'v.computer' }],
      ['ao', ['/one', '/two']],
      ['u', 4_000_000_000],
      ['o', '/'],
    ],
  },
  7,
);
const body = [
  'text',
  [
    ['service', 'Dossierkluis'],
    ['username', 'v.computer'],
  ],
  ['/one', '/two'],
  4_000_000_000,
  '/',
];

describe('a D-Bus message', () => {
  it('is read as it was written, and what follows is left', () => {
    const decoded = decodeMessage(Buffer.concat([call, Buffer.from('next')]));
    expect(decoded?.sizeBytes).toBe(call.length);
    expect(decoded?.message).toMatchObject({ type: 'other', path: '/org/example/é', member: 'Do', body });
  });

  it('waits until it is complete, wherever it is cut', () => {
    for (let length = 0; length < call.length; length += 1) {
      expect(decodeMessage(Buffer.from(call.subarray(0, length)))).toBeNull();
    }
  });

  it('is refused when it is too large', () => {
    const huge = Buffer.from(call);
    huge.writeUInt32LE(2 ** 31, 4);
    expect(() => decodeMessage(huge)).toThrow(RangeError);
  });

  it('with any bytes changed gives a message, nothing yet, or a RangeError', () => {
    const change = fc.tuple(fc.nat(call.length - 1), fc.nat(255));
    const damaged = fc.array(change, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(damaged, (changes) => {
        const bytes = Buffer.from(call);
        for (const [at, value] of changes) bytes[at] = value;
        expectNothingWorse(() => decodeMessage(bytes));
      }),
      { numRuns: dose(2_000, 200_000) },
    );
  });

  it('with any signature over any bytes gives values or a RangeError, and an end', () => {
    const signature = fc.string({ unit: fc.constantFrom(...'yubsogvaxtdnqi(){}'), maxLength: 12 });
    fc.assert(
      fc.property(signature, fc.uint8Array({ maxLength: 64 }), (types, bytes) => {
        expectNothingWorse(() => new DbusReader(bytes).values(types));
      }),
      { numRuns: dose(5_000, 500_000) },
    );
  });

  it('does not go round for ever in an array of nothing', () => {
    expect(() => new DbusReader(Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0, ...new Uint8Array(8))).values('a()')).toThrow(
      RangeError,
    );
  });
});

function expectNothingWorse(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
  }
}
