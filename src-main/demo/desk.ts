import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CallInput, CallOutput, SessionCallName } from '../contract/calls.ts';
import type { VaultClient } from '../worker/vault-client.ts';
import type { Calendar } from './calendar.ts';
import type { DemoFile } from './documents.ts';
import type { DemoPerson } from './people.ts';

/** Where the demonstration's office is made: a folder of its own, which goes with the program. */
export interface Place {
  readonly client: VaultClient;
  readonly folder: string;
  readonly vault: string;
  readonly calendar: Calendar;
}

/** Somebody at work: signed in until she leaves. */
export class Desk {
  readonly #place: Place;
  readonly #session: string;

  private constructor(place: Place, session: string) {
    this.#place = place;
    this.#session = session;
  }

  /** Signs a person in for some work, and out again. */
  static async of<Result>(
    place: Place,
    { name, password }: DemoPerson,
    work: (desk: Desk) => Promise<Result>,
  ): Promise<Result> {
    const { session } = await place.client.call('signIn', null, { vault: place.vault, name, password });
    const desk = new Desk(place, session);
    try {
      return await work(desk);
    } finally {
      await desk.call('signOut', {});
    }
  }

  async call<Name extends SessionCallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    return await this.#place.client.call(name, this.#session, input);
  }

  /** Puts files into a folder, as from a folder on the disk. */
  async add(folder: string, files: readonly DemoFile[]): Promise<void> {
    const source = path.join(this.#place.folder, 'source');
    try {
      for (const { name, content, modifiedAt } of files) {
        const file = path.join(source, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, content);
        await utimes(file, modifiedAt / 1000, modifiedAt / 1000);
      }
      const given = new Set(files.map(({ name }) => path.join(source, name.split('/')[0] ?? name)));
      await this.call('documentAdd', { folder, paths: [...given] });
    } finally {
      await rm(source, { recursive: true, force: true });
    }
  }
}
