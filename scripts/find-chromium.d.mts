export function findChromium(environment?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): string | null;
