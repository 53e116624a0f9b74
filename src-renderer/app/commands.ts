import { useEffect, useRef } from 'react';

/** What a key, the menu or the palette asks of the screen that is shown. */
export type Command =
  | 'palette'
  | 'shortcuts'
  | 'find'
  | 'new'
  | 'add-files'
  | 'export'
  | 'seal'
  | 'rename'
  | 'bin'
  | 'undo';

const handlers = new Map<Command, (() => void)[]>();
let waiting: { readonly command: Command; readonly until: number } | null = null;
const longestWaitMs = 3000;

/** Asks for a command: what came last on the screen answers. @returns whether anybody did. */
export function sendCommand(command: Command): boolean {
  const handler = handlers.get(command)?.at(-1);
  handler?.();
  return handler !== undefined;
}

/** Asks for a command of the screen that is being gone to, not of the one that is still there. */
export function sendCommandToNext(command: Command): void {
  waiting = { command, until: Date.now() + longestWaitMs };
}

/** Answers a command while the component is shown. @param handler null: not at this moment. */
export function useCommand(command: Command, handler: (() => void) | null): void {
  const latest = useRef(handler);
  latest.current = handler;
  const answers = handler !== null;
  useEffect(() => {
    if (!answers) return undefined;
    const run = () => latest.current?.();
    handlers.set(command, [...(handlers.get(command) ?? []), run]);
    if (waiting?.command === command && Date.now() < waiting.until) {
      waiting = null;
      run();
    }
    return () => {
      handlers.set(
        command,
        (handlers.get(command) ?? []).filter((known) => known !== run),
      );
    };
  }, [command, answers]);
}
