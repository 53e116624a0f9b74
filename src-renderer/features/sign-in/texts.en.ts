import type { EnglishOf } from '../../i18n/texts.ts';
import type { signInNl } from './texts.nl.ts';

export const signInEn = {
  title: 'Sign in',
  vault: 'Vault: {{label}}',
  name: 'Name',
  password: 'Password or passphrase',
  code: 'Code',
  codeHint: 'The six digits of your authenticator, or a recovery code.',
  signIn: 'Sign in',
  otherVault: 'Other vault',
  help: 'Problem signing in',
  helpPassword:
    'Lost your password? Go to your Privacy Officer, who gives you a new first password. Never ask for it by mail.',
  helpCode: 'Lost your phone? Sign in with a recovery code. Lost those too? The Privacy Officer helps.',
  helpComputer:
    'Another or a new computer? A password alone is not enough. Ask for access; the Privacy Officer approves it.',
  helpOfficer:
    'Are you the Privacy Officer, and did you lose your passphrase or computer? Then you need the recovery kit.',
  recover: 'Use the recovery kit',
  checkKit: 'Check the recovery kit',
  join: 'Request access for this computer',
  lockedByHand: 'Locked.',
  lockedIdle: 'Locked because you were away. What was finished is kept.',
  lockedSystem: 'Locked together with your computer. What was finished is kept.',
  lockedFailure: 'The window stopped working and was restarted. The vault is locked; what was finished is kept.',
  lockoutTitle: 'Too many attempts',
  lockoutUntil: 'You can sign in again at {{time}}. Nothing was changed. Time left:',
  absent: 'The folder of this vault is not there now. Connect the drive or the network, or choose another vault.',
  again: 'Look again',
  keychainSilent:
    'The system keychain does not answer, and the keys of this computer are in it. Unlock it, then look again.',
  keychainFile:
    'The keys of this computer are in a file, not in the system keychain. Whoever copies that file and the vault needs only a password.',
  syncedFolder:
    'The vault is in a folder that other software copies ({{detail}}). Such copies stay readable to those who had access then.',
  noPlaceTitle: 'This computer has no place in this vault yet',
  noPlace: 'A password alone is not enough. Ask for access for this computer; the Privacy Officer approves it.',
  inUse: 'The vault is open on {{computer}}, since {{since}}. One person at a time. Ask to lock it there.',
  inUseElsewhere: 'The vault is open elsewhere. One person at a time. Ask to lock it there.',
  demoTitle: 'Choose who you want to be',
  demoText: 'Name and password are filled in.',
  activateTitle: 'Welcome, {{name}}',
  activateWhy:
    'Your first password shows who you are, but the Privacy Officer knows it. Choose one now that only you know. With it this program makes keys that nobody else has.',
  activate: 'Choose this password',
  activatedTitle: 'Your account is active',
  controlWords: 'Your verification characters',
  controlWordsWhy:
    'The Privacy Officer sees the same characters beside your name. Read them out, in person or by telephone. If they differ, something is wrong: stop and tell the Privacy Officer.',
  toSignIn: 'Go to sign-in',
  goBack: 'Back',
} as const satisfies EnglishOf<typeof signInNl>;
