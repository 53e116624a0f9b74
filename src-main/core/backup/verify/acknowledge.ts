import { invalidInput } from '../../../contract/error-reasons.ts';
import type { Statement } from '../../crypto/statement.ts';
import { unlessViolated } from '../../unless-violated.ts';
import { type Change, changeVault } from '../../vault/change.ts';
import { officerStatement, storedStatements, storeStatements } from '../../vault/officer-statements.ts';
import { type OpenVault, requirePrivacyOfficer } from '../../vault/open-vault.ts';
import { type Acknowledgement, AcknowledgementSchema, signAcknowledgement } from '../repository/statements.ts';
import { type Chain, highestNumber } from './chain-faults.ts';

/** In the table `meta`: the Privacy Officer's word about backups that are not as they should be (docs/formats.md section 15.7). */
export const acknowledgementsKey = 'backup-acknowledgements';

/** The backups of a computer on one of its targets. */
export interface ChainPlace {
  readonly computer: string;
  readonly target: string;
}

type Vault = Pick<OpenVault, 'db' | 'id' | 'chain'>;

/**
 * What the Privacy Officer has acknowledged of these backups.
 * @returns null for nothing. @throws VaultError `integrity-violated` when the row does not hold what she signed.
 */
export function acknowledgedOf(vault: Vault, place: ChainPlace): Chain['acknowledged'] {
  const found = readAcknowledgements(vault).find(({ word }) => isAbout(word, place));
  return found ? { number: found.word.number, at: found.word.at } : null;
}

/**
 * The Privacy Officer's word that she has seen what is wrong with these backups up to a number, and that it is to stand in the way
 * of nothing.
 * @param chain as it lies on the target. @param number up to which.
 * @throws VaultError `not-authorised`; `invalid-input` for a number that nothing tells of yet: of what is to come nobody can say so.
 */
export function acknowledgeBackups(vault: OpenVault, place: ChainPlace, chain: Chain, number: number): void {
  requirePrivacyOfficer(vault);
  if (number > highestNumber(chain)) {
    throw invalidInput('wrong-form', 'number', 'no snapshot of this number is known');
  }
  changeVault(vault, (change) => {
    const known = unlessViolated(() => readAcknowledgements(vault)) ?? [];
    const others = known.filter(({ word }) => !isAbout(word, place)).map(({ statement }) => statement);
    storeStatements(vault.db, acknowledgementsKey, [...others, signed(vault, change, { ...place, number })]);
    change.tell('backup-faults-acknowledged', { ...place, number });
  });
}

function signed({ id: vault, user }: OpenVault, { at, position }: Change, word: ChainPlace & { number: number }) {
  return signAcknowledgement({ vault, ...word, at, from: position }, user.author.signing);
}

/** Each verified. @throws VaultError `integrity-violated`. */
export function readAcknowledgements({ db, id, chain }: Vault): { statement: Statement; word: Acknowledgement }[] {
  const expected = { key: acknowledgementsKey, kind: 'backup-acknowledgement', vault: id, chain };
  return storedStatements(db, acknowledgementsKey).map((statement) => ({
    statement,
    word: officerStatement(statement, expected, AcknowledgementSchema),
  }));
}

function isAbout(word: ChainPlace, { computer, target }: ChainPlace): boolean {
  return word.computer === computer && word.target === target;
}
