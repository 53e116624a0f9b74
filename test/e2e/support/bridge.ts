import type { Page } from 'playwright-core';
import type { WindowAnswer } from '../../../src-main/contract/window/bridge.ts';
import type { WindowCallName, WindowInput, WindowOutput } from '../../../src-main/contract/window/calls.ts';

/** Makes a call as the page's own code does. */
export async function call<Name extends WindowCallName>(
  page: Page,
  name: Name,
  input: WindowInput<Name>,
  job?: string,
): Promise<WindowAnswer<WindowOutput<Name>>> {
  return await page.evaluate(
    async ([wanted, given, named]) => await Reflect.get(window, 'app').calls[wanted](given, named),
    [name, input, job] as const,
  );
}

/** As `call`, for one that must succeed. */
export async function ask<Name extends WindowCallName>(
  page: Page,
  name: Name,
  input: WindowInput<Name>,
  job?: string,
): Promise<WindowOutput<Name>> {
  const answer = await call(page, name, input, job);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
