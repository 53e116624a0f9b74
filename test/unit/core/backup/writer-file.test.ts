import { describe, expect, test } from 'vitest';
import { writerName } from '../../../../src-main/core/backup/repository/names.ts';
import { verifyWriter, verifyWriterFiles } from '../../../../src-main/core/backup/repository/writer-file.ts';
import { Findings } from '../../../../src-main/core/check/findings.ts';
import { base64, newId } from '../../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../../src-main/core/crypto/signing.ts';
import { parseJson } from '../../../../src-main/core/crypto/statement.ts';
import { hashOf, TrialVault } from './trial-writer.ts';

const vault = new TrialVault();
vault.certify(40);
vault.certify(90);
const computer = { id: newId(), key: newSigningKey() };
const file = (officer: number, options: { certificates?: number; from?: number } = {}, of = computer) =>
  vault.writerFile(of, officer, options);
const refused = expect.objectContaining({ code: 'integrity-violated' });
const verified = (bytes: Uint8Array, { id, rootKey } = vault) => verifyWriter(bytes, id, rootKey);

describe('a file of a writer', () => {
  test.each([1, 2, 3])('counts when the last Privacy Officer in it signed it (%i)', (officer) => {
    const writer = verified(file(officer));
    expect(writer).toMatchObject({ computer: computer.id, signing: base64(computer.key.publicKey), vault: vault.id });
    expect(writer.chain.certificates).toHaveLength(officer);
  });

  test('names nobody', () => {
    expect(JSON.stringify(parseJson(file(3)))).not.toContain('"name"');
  });

  test.each<[string, Buffer]>([
    ['by a former one, who says that it was in her time', file(2, { certificates: 3 })],
    ['by a former one, who says that it is of today', file(2, { certificates: 3, from: 95 })],
    ['of a time before her', file(2, { from: 39 })],
    ['of a vault whose root is another', new TrialVault().writerFile(computer)],
    ['cut off', file(3).subarray(0, 1000)],
    ['with more in it', Buffer.from(JSON.stringify({ ...Object(parseJson(file(3))), more: 1 }))],
    ['without a certificate', Buffer.from(JSON.stringify({ ...Object(parseJson(file(3))), certificates: [] }))],
    ['endless', Buffer.concat([file(3), Buffer.alloc(3 * 1024 * 1024, ' ')])],
  ])('counts for nothing: %s', (_, bytes) => {
    expect(() => verified(bytes)).toThrow(refused);
  });

  test('counts for nothing against another root, or for another vault', () => {
    expect(() => verifyWriter(file(1), vault.id, new TrialVault().rootKey)).toThrow(refused);
    expect(() => verifyWriter(file(1), newId(), vault.rootKey)).toThrow(refused);
  });
});

describe('several files of a writer', () => {
  function chosen(files: readonly Buffer[], id = computer.id) {
    const findings = new Findings();
    const named = files.map((bytes) => ({ name: writerName(hashOf(bytes)), bytes }));
    const writer = verifyWriterFiles(named, { vault: vault.id, computer: id, root: vault.rootKey }, findings);
    return { writer, found: findings.all.map(({ part, problem }) => [part, problem]) };
  }
  const partOf = (bytes: Buffer, id = computer.id) => `writers/${id}/${writerName(hashOf(bytes))}`;

  test('the one with the longest chain counts, of which each other is a beginning', () => {
    const files = [file(2), file(3), file(1)];
    const { writer, found } = chosen(files);
    expect(found).toEqual([]);
    expect(writer?.chain.certificates).toHaveLength(3);
    expect(writer?.files).toEqual(new Set(files.map(hashOf)));
  });

  test('one whose chain is no beginning of the longest is named', () => {
    const forked = new TrialVault(vault).writerFile(computer);
    expect(chosen([file(3), forked]).found).toEqual([[partOf(forked), 'forked']]);
  });

  test('one for another key of the same computer is named', () => {
    const another = file(2, {}, { id: computer.id, key: newSigningKey() });
    const { writer, found } = chosen([file(3), another]);
    expect(found).toEqual([[partOf(another), 'forked']]);
    expect(writer?.signing).toBe(base64(computer.key.publicKey));
  });

  test('those of others, forged ones and altered ones are named, and count for nothing', () => {
    const stranger = { id: newId(), key: newSigningKey() };
    const [ofStranger, ofVault] = [file(3, {}, stranger), new TrialVault().writerFile(computer)];
    const forged = file(1, { certificates: 3 });
    const { writer, found } = chosen([ofStranger, ofVault, forged, file(1)]);
    expect(found).toEqual([
      [partOf(ofStranger), 'foreign'],
      [partOf(ofVault), 'foreign'],
      [partOf(forged), 'forged'],
    ]);
    expect(writer?.files).toEqual(new Set([hashOf(file(1))]));
    expect(chosen([ofStranger, forged]).writer).toBeNull();

    const findings = new Findings();
    const name = writerName(hashOf(file(3)));
    const renamed = [{ name, bytes: file(1) }];
    expect(
      verifyWriterFiles(renamed, { vault: vault.id, computer: computer.id, root: vault.rootKey }, findings),
    ).toBeNull();
    expect(findings.all).toMatchObject([{ part: `writers/${computer.id}/${name}`, problem: 'altered' }]);
  });
});
