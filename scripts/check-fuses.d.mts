export const fuses: Readonly<Record<string, boolean>>;
export function wrongFuses(program: string): Promise<string[]>;
