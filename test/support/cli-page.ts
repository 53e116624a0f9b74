import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One command as `docs/cli.md` has it. */
export interface DocumentedCommand {
  readonly usage: string;
  readonly example: unknown;
}

export const cliPage = readFileSync(path.join(import.meta.dirname, '../../docs/cli.md'), 'utf8');

/** The page's sections that are headed by a command's usage, each with its example. */
export function documentedCommands(): DocumentedCommand[] {
  return cliPage
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const usage = /^`(kluis [^`]*)`/.exec(section)?.[1] ?? '';
      const example = /^```json\n([\s\S]*?)^```/m.exec(section)?.[1];
      return { usage, example: example === undefined ? undefined : JSON.parse(example) };
    });
}

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

/**
 * The shape of a JSON value: names and types. `null` goes with anything; what stands in lists is laid on top of each other;
 * names in `open` differ from case to case.
 */
export type Shape = string | { list: Shape } | { object: Record<string, Shape> };

export function shapeOf(value: unknown, open: readonly string[]): Shape {
  if (value === null) return 'null';
  if (Array.isArray(value)) return { list: value.map((item) => shapeOf(item, open)).reduce(merge, 'null') };
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value).map(([name, inner]): [string, Shape] => [
    name,
    open.includes(name) ? 'null' : shapeOf(inner, open),
  ]);
  return { object: Object.fromEntries(entries) };
}

/** Lays two shapes on top of each other. @throws Error where they contradict. */
export function merge(a: Shape, b: Shape): Shape {
  if (a === 'null') return b;
  if (b === 'null' || a === b) return a;
  if (typeof a === 'object' && typeof b === 'object') {
    if ('list' in a && 'list' in b) return { list: merge(a.list, b.list) };
    if ('object' in a && 'object' in b) {
      const names = new Set([...Object.keys(a.object), ...Object.keys(b.object)]);
      const merged = [...names].map((name): [string, Shape] => [
        name,
        merge(a.object[name] ?? 'null', b.object[name] ?? 'null'),
      ]);
      return { object: Object.fromEntries(merged) };
    }
  }
  throw new Error(`one says ${JSON.stringify(a)}, the other ${JSON.stringify(b)}`);
}

/** What one shape has and the other has not, by path. */
export function differences(documented: Shape, printed: Shape, at = ''): string[] {
  if (documented === 'null' || printed === 'null') return [];
  if (typeof documented === 'string' || typeof printed === 'string') {
    return documented === printed ? [] : [`${at || '/'}: ${JSON.stringify(documented)} and ${JSON.stringify(printed)}`];
  }
  if ('list' in documented || 'list' in printed) {
    if (!('list' in documented) || !('list' in printed)) return [`${at || '/'}: a list and none`];
    return differences(documented.list, printed.list, `${at}/*`);
  }
  const names = new Set([...Object.keys(documented.object), ...Object.keys(printed.object)]);
  return [...names].flatMap((name) => {
    const [left, right] = [documented.object[name], printed.object[name]];
    if (left === undefined) return [`${at}/${name}: is printed and not documented`];
    if (right === undefined) return [`${at}/${name}: is documented and not printed`];
    return differences(left, right, `${at}/${name}`);
  });
}
