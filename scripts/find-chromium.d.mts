export function findChromium(environment?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): string | null;
export function findInPath(programNames: readonly string[], environment?: NodeJS.ProcessEnv): string | null;
