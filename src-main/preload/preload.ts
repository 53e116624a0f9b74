import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { activityChannel, callChannel, callNames, eventChannel, offerChannel } from '../contract/window/channels.ts';
import { reportActivity } from './activity.ts';

// The only bridge between the page and the program. The page gets one function for each call and none that takes a channel.

const callOf = (name: string) => (input: unknown, job?: string) => ipcRenderer.invoke(callChannel, name, input, job);

function onEvent(listener: (event: unknown) => void): () => void {
  const heard = (_: unknown, event: unknown) => listener(event);
  ipcRenderer.on(eventChannel, heard);
  return () => {
    ipcRenderer.off(eventChannel, heard);
  };
}

/** The paths of dropped files go to the shell, never to the page, which gets a handle for them. */
async function offerDrop(files: readonly File[]): Promise<unknown> {
  // Awaited, for outside Electron the path of a file is asked for and not at hand.
  const paths = await Promise.all(files.map(async (file) => await webUtils.getPathForFile(file)));
  return await ipcRenderer.invoke(offerChannel, paths);
}

// SECURITY: S41 exposed once; contextBridge freezes it
contextBridge.exposeInMainWorld('app', {
  calls: Object.fromEntries(callNames.map((name) => [name, callOf(name)])),
  onEvent,
  offerDrop,
});

reportActivity(() => ipcRenderer.invoke(activityChannel));
