import type { WebFrameMain } from 'electron';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import { preloadWorld } from './bridge-scripts.ts';
import type { Browser } from './browser.ts';
import { toShell } from './origin.ts';

/** What the shell looks at of a frame. */
export type HostFrame = Pick<WebFrameMain, 'url' | 'origin' | 'frameToken'> & { readonly parent: HostFrame | null };

type Context = Protocol.Runtime.ExecutionContextDescription;

/** The frames of one page and the worlds in them, as Chromium tells of them: who calls is known from here. */
export class Frames {
  readonly #frames = new Map<string, { url: string; parent: string | null }>();
  readonly #contexts = new Map<number, Context>();
  #mainFrame = '';

  constructor({ pipe }: Browser, sessionId: string) {
    pipe.on('Page.frameAttached', sessionId, ({ frameId, parentFrameId }) => {
      this.#frames.set(frameId, { url: 'about:blank', parent: parentFrameId });
    });
    pipe.on('Page.frameNavigated', sessionId, ({ frame }) => {
      this.#frames.set(frame.id, { url: frame.url, parent: frame.parentId ?? null });
      if (frame.parentId === undefined) this.#mainFrame = frame.id;
    });
    pipe.on('Page.frameDetached', sessionId, ({ frameId, reason }) => {
      if (reason === 'remove') this.#frames.delete(frameId);
    });
    pipe.on('Runtime.executionContextCreated', sessionId, ({ context }) => this.#contexts.set(context.id, context));
    pipe.on('Runtime.executionContextDestroyed', sessionId, ({ executionContextId }) => {
      this.#contexts.delete(executionContextId);
    });
    pipe.on('Runtime.executionContextsCleared', sessionId, () => this.#contexts.clear());
  }

  set mainFrame(frameId: string) {
    this.#mainFrame = frameId;
    this.#frames.set(frameId, { url: 'about:blank', parent: null });
  }

  isMain(frameId: string): boolean {
    return frameId === this.#mainFrame;
  }

  /** The frame of a world; null when it is gone. */
  ofContext(contextId: number): HostFrame | null {
    const context = this.#contexts.get(contextId);
    const frameId: unknown = context?.auxData?.frameId;
    return context === undefined || typeof frameId !== 'string' ? null : this.#frame(frameId, toShell(context.origin));
  }

  /** The world of the preload in the main frame; null while there is none. */
  get preloadContext(): number | null {
    for (const { id, name, auxData } of this.#contexts.values()) {
      if (name === preloadWorld && auxData?.frameId === this.#mainFrame) return id;
    }
    return null;
  }

  #frame(frameId: string, origin: string): HostFrame | null {
    const known = this.#frames.get(frameId);
    if (known === undefined) return null;
    const parent = known.parent === null ? null : this.#frame(known.parent, '');
    return { url: toShell(known.url), origin, frameToken: frameId, parent };
  }
}
