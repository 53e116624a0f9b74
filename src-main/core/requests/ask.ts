import { invalidInput, notFound } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { exchangeOf } from '../access/exchange.ts';
import { findFolder } from '../folders/find-folder.ts';
import { changeVault } from '../vault/change.ts';
import { findUser } from '../vault/directory.ts';
import { isPrivacyOfficer, type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { listAllRequests, listOwnRequests, type Request, storedRequests } from './list-requests.ts';
import type { RequestAnswerBody, RequestBody } from './request-body.ts';

/**
 * Asks the Privacy Officer for a document of the archive of a folder that one has.
 * @param wanted.folder id or name.
 * @throws VaultError `not-found`; `invalid-input` for the Privacy Officer, whose archive it is.
 */
export function ask(vault: OpenVault, wanted: RequestBody): Request {
  if (isPrivacyOfficer(vault)) {
    throw invalidInput('privacy-officer-herself', 'kind', 'the Privacy Officer opens the archive herself');
  }
  const { compartment } = findFolder(vault, wanted.folder);
  const user = findUser(vault.directory, vault.user.id);
  const exchange = user && exchangeOf(vault, user);
  if (!exchange) throw new VaultError('internal', 'an account without an exchange');
  const body: RequestBody = { ...wanted, folder: compartment.id };
  const id = changeVault(vault, (change) => {
    const request = change.insertRecord(exchange.id, 'request', body);
    change.tell('request-asked', { request, folder: compartment.id });
    return request;
  });
  return requireRequest(listOwnRequests(vault), id);
}

/**
 * Answers a request; what is granted, the Privacy Officer does herself.
 * @throws VaultError `not-authorised`, `not-found`; `invalid-input` for one that is answered.
 */
export function answer(vault: OpenVault, { request: id, ...given }: Omit<RequestAnswerBody, 'said'>): Request {
  requirePrivacyOfficer(vault);
  const { askedBy, folder, state } = requireRequest(listAllRequests(vault), id);
  if (state !== 'open') throw invalidInput('request-answered', 'id', 'the request is answered');
  const asker = findUser(vault.directory, askedBy);
  const exchange = asker && exchangeOf(vault, asker);
  const asked = asker && storedRequests(vault, asker).find((request) => request.id === id);
  if (!exchange || !asked) throw notFound('request', 'id', 'no such request');
  const body: RequestAnswerBody = { request: id, said: asked.said, ...given };
  changeVault(vault, (change) => {
    change.insertRecord(exchange.id, 'request-answer', body);
    change.tell('request-answered', { request: id, folder, user: askedBy, state: given.state });
  });
  return requireRequest(listAllRequests(vault), id);
}

function requireRequest(requests: readonly Request[], id: string): Request {
  const found = requests.find((request) => request.id === id);
  if (!found) throw notFound('request', 'id', 'no such request');
  return found;
}
