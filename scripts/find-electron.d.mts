export function findElectron(environment?: NodeJS.ProcessEnv): string | null;
export function installElectron(options?: { limitMs?: number; retry?: boolean }): Promise<string | null>;
