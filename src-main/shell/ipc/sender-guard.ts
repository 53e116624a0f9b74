import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { appOrigin, isOurs } from '../security/scheme.ts';

type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/**
 * Whether a call comes from the top frame of our page in our window. A frame that has navigated away or is gone is null, and
 * refused.
 */
// SECURITY: S40
export function isOurWindow({ sender, senderFrame }: Sender, ours: WebContents | null): boolean {
  if (ours === null || senderFrame === null || sender !== ours) return false;
  return senderFrame.parent === null && senderFrame.origin === appOrigin && isOurs(senderFrame.url);
}
