import { said, type TargetErrorTexts } from './error-texts.ts';

const nothing = 'Nothing was changed.';
const safe = 'What was reported as done is safe.';

/** What goes wrong with the places that backups go to. */
export const targetErrorsEn: TargetErrorTexts = {
  codes: {
    'target-unreachable': said('The place to write to is out of reach.', nothing, 'Connect it and do it again.'),
    'target-refused': said(
      'The backup target refuses this computer.',
      nothing,
      'Give its user name and password or key again, or ask whoever manages it.',
    ),
    'target-full': said(
      'The backup target is full.',
      safe,
      'Make room there, or choose a larger one; the next run goes on where this one ended.',
    ),
    'target-damaged': said(
      'The backup target gave another answer than was asked for.',
      nothing,
      'Test it, and ask whoever manages it if it happens again.',
    ),
    'target-host-key-unknown': [
      {
        what: 'Nobody has yet said that this server is the right one. Its key is {{fingerprint}}.',
        kept: nothing,
        todo: 'Compare its key with what its manager says, and accept it.',
      },
      {
        what: 'Nobody has yet said that this server is the right one.',
        kept: nothing,
        todo: 'Compare its key with what its manager says, and accept it.',
      },
    ],
    'target-host-key-changed': said(
      'The server for backups shows another key than when it was added: it was installed anew, or somebody stands in between.',
      nothing,
      'Ask whoever manages it; when that is explained, add it again.',
    ),
    'target-certificate-refused': said(
      'The certificate of the server for backups cannot be trusted.',
      nothing,
      'Check the address and the date of this computer; give its certificate along if the server made its own.',
    ),
  },
  reasons: {
    'target-unreachable': {
      'other-medium': said(
        'What is connected is not the place that the backups were on.',
        nothing,
        'Connect the drive or share that was added, or add this one.',
      ),
      'place-missing': said(
        'The server answers, but what the backups are to lie in is not there.',
        nothing,
        'Check the name of the folder or bucket, and the region of a bucket.',
      ),
    },
    'target-refused': {
      'sign-in': said('The backup target does not accept the user name, password or key.', nothing, 'Give them again.'),
      permission: said(
        'The backup target does not allow this with this account.',
        nothing,
        'Ask whoever manages it for the right to read and write there.',
      ),
      'no-credentials': said(
        'The keychain of this computer has no password or key for this backup target any more.',
        nothing,
        'Remove the target and add it again; what lies there stays.',
      ),
      'clock-wrong': said(
        'The backup target refuses, since the clock of this computer is wrong.',
        nothing,
        'Set date and time right and do it again.',
      ),
    },
    'target-full': {
      'file-too-large': said(
        'The backup target does not take files this large.',
        nothing,
        'Choose a disk or a server without that limit.',
      ),
    },
    'target-damaged': {
      redirected: said(
        'The backup target refers to another address, which is not followed with a password.',
        nothing,
        'Give the address that it ends at.',
      ),
      'link-on-target': said(
        'On the backup target a link lies in the place of a folder; it may lead to files that are no backups.',
        'Nothing was read, written or removed there.',
        'Find out who put it there, and remove the link.',
      ),
      'file-altered': [
        {
          what: 'On the backup target {{part}} is not as long as it was written: altered, or cut short.',
          kept: 'It was left as it is, and there is no new backup.',
          todo: 'Find out why; when that file is removed there, the next run sends it again.',
        },
        {
          what: 'On the backup target a file is not as long as it was written: altered, or cut short.',
          kept: 'It was left as it is, and there is no new backup.',
          todo: 'Verify the backups, which says which file it is.',
        },
      ],
      'old-encryption': said(
        'The server for backups knows only encryption that is too old.',
        nothing,
        'Have it updated.',
      ),
    },
  },
};
