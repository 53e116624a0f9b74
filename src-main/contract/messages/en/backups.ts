export const snapshotStates = {
  open: 'vault open',
  locked: 'vault locked',
  'after-crash': 'after a crash',
  damaged: 'not whole',
};

/** Of backups and the places that they go to. */
export const backups = {
  'target-added': '"{name}" is added: {place}. It was tried, and works. The first backup: kluis backup run.',
  'target-works': '"{name}" works: {place}.',
  'target-set': '"{name}" is changed: {place}. It was tried, and works.',
  'target-removed': 'No backup goes to "{name}" any more. What lies there stays.',
  'target-space': 'Free there: {free} of {total}.',
  'removes-refused':
    'This account may not remove there. Nobody can take backups away through it, and what is older than 62 days stays until its manager removes it.',
  'removes-hidden': 'What is removed there is kept by the server for a while, and takes room.',
  'creates-checked':
    'Two programs that write there at once may get in each other’s way: one computer to a folder of its own.',
  'reads-whole': 'A part of a file can only be read with all before it there: restoring one document takes longer.',
  'syncs-not':
    'The server does not say when something has reached its disk: the very last backup may be lost in a power cut there.',
  made: '"{name}": backup {number} is made. Documents: {documents}, {size}.',
  unchanged: '"{name}": nothing is new since backup {number} of {time}.',
  failed: '"{name}": no backup. {message}',
  'made-without':
    '"{name}": documents that are damaged in the vault, and therefore not in the backup: {count}. Run "kluis check".',
  lost: '"{name}": the newest backup that was there is gone: it was removed, or an older state was put back. The vault is backed up all the same. Run "kluis backup verify" and find out why.',
  unseen: '"{name}": {message}',
  never: 'never',
  nothing: 'none',
  open: 'signed in',
  locked: 'nobody signed in',
  'after-crash': 'after a crash',
  'last-failed': '"{name}": the last attempt failed, {time}. {message}',
  'nearly-full': '"{name}": nearly full. Free there: {free} of {total}. Make room, or no backup fits soon.',
  'all-let-remove':
    'Every place lets this computer remove what lies there, so whoever takes this computer over can remove the backups too. Add one that does not: a stick that lies in a safe, or a server where this account may only add.',
  'prune-failed': '"{name}": what is kept no longer could not be removed, {time}. {message}',
  'prune-held': {
    faults:
      '"{name}": nothing old is removed, for something is not as this computer left it. What: kluis backup prune --preview.',
    clocks:
      '"{name}": nothing old is removed, for the clocks of this computer and of the target differ. Set the one that is wrong.',
    target: '"{name}": the target does not let go of what is kept no longer.',
  },
  'verify-found': '"{name}": not everything is as it was written. Findings: {count}. Run "kluis backup verify".',
  'verified-clean':
    '"{name}": verified, nothing found. Backups: {snapshots}, files: {files} ({size}), of which read: {read}.',
  'verified-found':
    '"{name}": verified. Findings: {count}. Backups: {snapshots}, files: {files} ({size}), of which read: {read}. Nothing was changed. Find out why, and tell the Privacy Officer.',
  pruned:
    '"{name}": removed: {removed} files ({removedSize}). Listed now, to go in three days: {listed} ({listedSize}).',
  'prune-preview':
    '"{name}": nothing was done. Would be removed: {removed} files ({removedSize}). Would be listed, to go three days later: {listed} ({listedSize}).',
  'prune-waiting': '"{name}": listed before, and not due yet: {count} files ({size}), the first of them from {time}.',
  'prune-refused': '"{name}": the target does not let go: {count} files. It is tried again next time.',
  'prune-hidden': '"{name}": what was removed is kept by the server for a while, and takes room.',
  'clocks-differ':
    '"{name}": nothing goes, for the clocks of this computer and of the target differ by {minutes} minutes. Set the one that is wrong.',
  faults: '"{name}": nothing goes, for something is not as this computer left it:',
  'fault-missing': 'gone, and not removed by this computer: backup {numbers}',
  'fault-twice': 'there twice: backup {numbers}',
  'fault-fork': 'does not follow the one before it: backup {numbers}',
  'fault-clock': 'its time cannot be right, or nothing was heard for a month: backup {numbers}',
  'fault-base': 'what it stands on is gone: backup {numbers}',
  'faults-acknowledge':
    'Find out why; nothing is lost meanwhile. The Privacy Officer then acknowledges it, and pruning goes on: kluis backup acknowledge --target "{name}" --up-to {number}',
  acknowledged: '"{name}": acknowledged up to backup {number}. The next pruning goes on.',
  'still-faults': 'That does not acknowledge everything:',
  'kept-no': 'goes',
  'kept-last': 'the newest',
  'kept-recent': 'of the last 24 hours',
  'kept-day': 'the first of its day',
  'kept-week': 'the first of its week',
  'kept-time-unclear': 'its time is not clear',
  'kept-stood-on': 'goes; others stand on its files',
  'kept-frozen': 'stays until what is wrong is acknowledged',
  'index-rebuilt':
    '"{name}": this computer goes on from what lies there. Newest backup there: {now}; known before: {before}.',
};
