import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One command as `docs/cli.md` has it. */
export interface DocumentedCommand {
  readonly usage: string;
  /** What it prints with `--json`, in one case and in another. */
  readonly examples: readonly unknown[];
}

export const cliPage = readFileSync(path.join(import.meta.dirname, '../../docs/cli.md'), 'utf8');

/** The page's sections that are headed by a command's usage, each with its examples. */
export function documentedCommands(): DocumentedCommand[] {
  return cliPage
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const usage = /^`(kluis [^`]*)`/.exec(section)?.[1] ?? '';
      const examples = [...section.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, text = '']) => JSON.parse(text));
      return { usage, examples };
    });
}

/** The page's example of an error. */
export const documentedError: unknown = JSON.parse(/^```json error\n([\s\S]*?)^```/m.exec(cliPage)?.[1] ?? 'null');

/** The table of rights: exit codes by command and column. */
export function documentedRights(): { columns: string[]; rows: { command: string; codes: number[] }[] } {
  const [head = '', , ...body] = (/^\| command \|[\s\S]*?(?=\n\n)/m.exec(cliPage)?.[0] ?? '').split('\n');
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  return {
    columns: cells(head).slice(1),
    rows: body.map((line) => {
      const [command = '', ...codes] = cells(line);
      return { command: command.replaceAll('`', ''), codes: codes.map(Number) };
    }),
  };
}

/** What differs from case to case, whatever the command. */
const openNames: ReadonlySet<string> = new Set(['facts', 'names', 'details']);

/** Every place in a JSON document with the kind of value there; what stands in lists, as one place. */
export function placesOf(value: unknown, at = ''): string[] {
  if (value === null) return [`${at}: null`];
  if (Array.isArray(value)) return [`${at}: list`, ...value.flatMap((item) => placesOf(item, `${at}/*`))];
  if (typeof value !== 'object') return [`${at}: ${typeof value}`];
  const inner = Object.entries(value).flatMap(([name, one]) =>
    openNames.has(name) ? [`${at}/${name}: object`] : placesOf(one, `${at}/${name}`),
  );
  return [`${at}: object`, ...inner];
}
