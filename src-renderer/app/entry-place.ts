import type { WindowOutput } from '../../src-main/contract/window/calls.ts';

export type Start = WindowOutput<'startState'>;
export type Vault = Start['vaults'][number];

/** What is shown while nobody is signed in. */
export type EntryPlace =
  | { readonly at: 'welcome' }
  | { readonly at: 'create' }
  | { readonly at: 'restore' }
  /** @param name who has just been told to sign in. */
  | { readonly at: 'sign-in'; readonly vault: Vault; readonly name?: string }
  | { readonly at: 'join'; readonly vault: Vault }
  /** A restored vault, which nobody can sign in to before. */
  | { readonly at: 'finish-restore'; readonly vault: Vault }
  | { readonly at: 'recover'; readonly vault: Vault }
  | { readonly at: 'kit-check'; readonly vault: Vault }
  /** The first password is only passed on from the form in which it was typed. */
  | { readonly at: 'activate'; readonly vault: Vault; readonly name: string; readonly password: string };

export type GoEntry = (place: EntryPlace) => void;
