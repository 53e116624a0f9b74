// Fails when the fuses of a packaged program are not those that were decided: node scripts/check-fuses.mjs <program>
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** Every fuse of Electron, and whether it is on. electron-builder.yml sets all but the last, which keeps its default. */
export const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

/** @returns what is wrong with the fuses of a program, in words; empty when nothing is. */
export async function wrongFuses(program) {
  const { version: _, ...wire } = await getCurrentFuseWire(program);
  const named = Object.entries(fuses).flatMap(([name, wanted]) => {
    const state = wire[FuseV1Options[name]];
    const isOn = state === FuseState.ENABLE || (state === FuseState.INHERIT && name === 'WasmTrapHandlers');
    if (state === undefined) return [`${name} is not in this program`];
    return isOn === wanted ? [] : [`${name} is ${isOn ? 'on' : 'off'}`];
  });
  const unknown = Object.keys(wire).filter((index) => FuseV1Options[index] === undefined);
  return [...named, ...unknown.map((index) => `fuse ${index} was never decided`)];
}

if (process.argv[1] === import.meta.filename) {
  const program = path.resolve(process.argv[2] ?? '');
  const wrong = await wrongFuses(program);
  for (const line of wrong) console.error(line);
  if (wrong.length > 0) process.exitCode = 1;
  else console.log(`Fuses: all ${Object.keys(fuses).length} as decided.`);
}
