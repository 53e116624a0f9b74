import type { AnyAuthMethod } from 'ssh2';
import type { TargetCredentialsOf } from '../../../contract/targets.ts';

/**
 * The ways to sign in, in the order in which they are tried: the key first, then the password, so that a server that asks
 * for both (PHX-4.4) gets both. Many a NAS asks for the password as a question (`keyboard-interactive`).
 */
export function waysToSignIn(
  username: string,
  { password, privateKey, keyPassphrase }: TargetCredentialsOf<'sftp'>,
): AnyAuthMethod[] {
  const ways: AnyAuthMethod[] = [];
  if (privateKey !== null) {
    const passphrase = keyPassphrase === null ? {} : { passphrase: keyPassphrase };
    ways.push({ type: 'publickey', username, key: privateKey, ...passphrase });
  }
  if (password === null) return ways;
  ways.push({ type: 'password', username, password });
  ways.push({
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) =>
      // What may be seen while it is typed is no question for a password.
      finish(prompts.map(({ echo }) => (echo === true ? '' : password))),
  });
  return ways;
}
