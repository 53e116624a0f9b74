export function hasDisplay(environment?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): boolean;
export function findElectron(environment?: NodeJS.ProcessEnv): string | null;
export function mayBeFetched(): boolean;
export function installElectron(options?: { limitMs?: number }): Promise<string | null>;
