import { describeKeychain } from '../../contract/keychain.suite.ts';
import { MemoryKeychain } from '../../support/memory-keychain.ts';

const entries = new Map<string, Uint8Array>();

describeKeychain('MemoryKeychain', 'os', () => new MemoryKeychain(entries));
