import { exchangeOf, exchangeRecords } from '../access/exchange.ts';
import { EntryTimes } from '../audit/entry-times.ts';
import { openFolders } from '../folders/find-folder.ts';
import { nameOfUser } from '../people/find-user.ts';
import { hashOfRecord } from '../records/sealed-record.ts';
import { wasOfficerKey } from '../vault/certificates.ts';
import type { DirectoryUser } from '../vault/directory.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import {
  type RequestAnswerBody,
  RequestAnswerBodySchema,
  type RequestBody,
  RequestBodySchema,
} from './request-body.ts';

/** What somebody asked of the Privacy Officer. Times in ms UTC. */
export interface Request {
  readonly id: string;
  /** What is asked for. */
  readonly name: string;
  readonly kind: RequestBody['kind'];
  readonly folder: string;
  /** Empty for a folder that is gone, or that the one who looks has no key of any more. */
  readonly folderName: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: number;
  readonly state: 'open' | RequestAnswerBody['state'];
  readonly answer: string | null;
  readonly answeredAt: number | null;
}

/** What the signed-in user asked, newest first. */
export function listOwnRequests(vault: OpenVault): Request[] {
  const own = vault.directory.users.filter(({ id }) => id === vault.user.id);
  return requestsOf(vault, own).sort((a, b) => b.askedAt - a.askedAt);
}

/** What everybody asked: open ones first, each in the order in which they were asked. @throws VaultError `not-authorised`. */
export function listAllRequests(vault: OpenVault): Request[] {
  requirePrivacyOfficer(vault);
  const rank = ({ state }: Request) => (state === 'open' ? 0 : 1);
  return requestsOf(vault, vault.directory.users).sort((a, b) => rank(a) - rank(b) || a.askedAt - b.askedAt);
}

function requestsOf(vault: OpenVault, askers: readonly DirectoryUser[]): Request[] {
  const folders = new Map(openFolders(vault).folders.map(({ compartment: { id }, name }) => [id, name]));
  const times = new EntryTimes(vault);
  return askers.flatMap((asker) => {
    return storedRequests(vault, asker).map(({ id, body, askedAt, answered }): Request => {
      const { kind, folder, what: name, reason } = body;
      return {
        id,
        name,
        kind,
        folder,
        folderName: folders.get(folder) ?? '',
        reason,
        askedBy: asker.id,
        askedByName: nameOfUser(vault, asker.id),
        askedAt: times.at(askedAt),
        state: answered?.body.state ?? 'open',
        answer: answered?.body.answer ?? null,
        answeredAt: answered && times.at(answered.at),
      };
    });
  });
}

interface Answered {
  readonly body: RequestAnswerBody;
  /** Position. */
  readonly at: number;
}

/** A request as its record has it. */
interface StoredRequest {
  readonly id: string;
  readonly body: RequestBody;
  /** What it says, for its answer. */
  readonly said: string;
  /** Position. */
  readonly askedAt: number;
  readonly answered: Answered | null;
}

/** Only what the asker signed is asked; only what the Privacy Officer signed is an answer, and to what it said then. */
export function storedRequests(vault: OpenVault, asker: DirectoryUser): StoredRequest[] {
  const compartment = exchangeOf(vault, asker);
  const asked: Omit<StoredRequest, 'answered'>[] = [];
  const answers = new Map<string, Answered>();
  for (const { place, record } of compartment === null ? [] : exchangeRecords(vault, compartment)) {
    const { type, author, key, at } = record;
    const body = type === 'request' && author === asker.id ? RequestBodySchema.safeParse(record.body).data : undefined;
    if (body) asked.push({ id: place.id, body, said: hashOfRecord(record), askedAt: at });
    const isAnswer = type === 'request-answer' && wasOfficerKey(vault.chain, key, at);
    const answer = isAnswer ? RequestAnswerBodySchema.safeParse(record.body).data : undefined;
    if (!answer) continue;
    const known = answers.get(answerKey(answer.request, answer.said));
    if (!known || at < known.at) answers.set(answerKey(answer.request, answer.said), { body: answer, at });
  }
  return asked.map((request) => ({ ...request, answered: answers.get(answerKey(request.id, request.said)) ?? null }));
}

function answerKey(request: string, said: string): string {
  return `${request} ${said}`;
}
