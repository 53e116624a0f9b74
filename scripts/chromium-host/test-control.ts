import { app } from './app.ts';
import { currentBrowser } from './browser-window.ts';
import { answerNextDialog } from './dialog.ts';
import { clipboard, openedAddresses, powerMonitor } from './native-parts.ts';

type Wish =
  | { readonly wish: 'dialog'; readonly paths: readonly string[] }
  | { readonly wish: 'power'; readonly event: string }
  | { readonly wish: 'state' }
  | { readonly wish: 'quit' };

/** What a test that started this host may ask of it, over the channel that only its parent has. */
export function listenToTest(): void {
  if (process.env.KLUIS_HOST_TEST !== '1' || process.send === undefined) return;
  process.on('message', (message) => void answer(message as Wish));
  process.on('disconnect', () => app.exit(1));
}

/** Tells the test where the page is. */
export async function tellTest(): Promise<void> {
  if (process.env.KLUIS_HOST_TEST !== '1') return;
  process.send?.({ told: 'address', address: await (await currentBrowser()).address() });
}

async function answer(message: Wish): Promise<void> {
  if (message.wish === 'dialog') answerNextDialog(message.paths);
  else if (message.wish === 'power') powerMonitor.emit(message.event);
  else if (message.wish === 'quit') app.quit();
  process.send?.({ told: 'state', clipboard: await clipboard.readText(), opened: openedAddresses });
}
