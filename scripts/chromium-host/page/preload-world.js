// Runs in a world of its own beside the page: `electron` as a sandboxed preload has it, and then the preload itself.
// CHANNEL, BINDING, ACCELERATORS and PRELOAD are put in by bridge-scripts.ts.
(() => {
  if (window !== top) return;
  const toHost = globalThis[BINDING];
  const waiting = new Map();
  const listeners = new Map();
  const files = new Map();
  const functions = new Map();
  let last = 0;

  const ask = (message) =>
    new Promise((...settle) => {
      last += 1;
      waiting.set(last, settle);
      toHost(JSON.stringify({ ...message, id: last }));
    });

  const ipcRenderer = {
    invoke: (channel, ...given) => ask({ kind: 'invoke', channel, given }),
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    off: (channel, listener) =>
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((one) => one !== listener),
      ),
  };
  const webUtils = {
    getPathForFile: (file) => {
      last += 1;
      files.set(last, file);
      return ask({ kind: 'path', file: last });
    },
  };

  const send = (data) => dispatchEvent(new MessageEvent(`${CHANNEL}:out`, { data }));
  const describe = (part) => {
    if (typeof part === 'function') {
      last += 1;
      functions.set(last, part);
      return last;
    }
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, describe(inner)]));
  };
  const contextBridge = {
    exposeInMainWorld: (name, api) => send({ expose: name, shape: describe(api) }),
  };
  const settle = (id, promise) =>
    promise.then(
      (value) => send({ settled: id, value }),
      (error) => send({ settled: id, error: error.message }),
    );
  addEventListener(
    `${CHANNEL}:in`,
    (event) => {
      event.stopImmediatePropagation();
      const { id, key, given } = event.data;
      const handed = given.map(({ value, callback }) =>
        callback === undefined ? value : (...inner) => send({ callback, given: inner }),
      );
      try {
        const result = functions.get(key)(...handed);
        if (result instanceof Promise) {
          send({ later: true });
          settle(id, result);
        } else if (typeof result === 'function') send({ made: describe(result) });
        else send({ value: result });
      } catch (error) {
        send({ error: error.message });
      }
    },
    { capture: true },
  );

  // What the menu's accelerators do where there is no menu.
  const combination = ({ ctrlKey, metaKey, altKey, shiftKey, key }) =>
    [
      ctrlKey || metaKey ? 'ctrl' : '',
      altKey ? 'alt' : '',
      // On most keyboards a plus needs Shift.
      shiftKey && key !== '+' ? 'shift' : '',
      key.toLowerCase(),
    ].join('+');
  addEventListener(
    'keydown',
    (event) => {
      const item = globalThis.__accelerators.get(combination(event));
      if (item === undefined) return;
      // As in Electron: what the page itself does with a key, the menu does not.
      setTimeout(() => {
        if (!event.defaultPrevented) toHost(JSON.stringify({ kind: 'accelerator', item }));
      }, 0);
    },
    { capture: true },
  );

  globalThis.__accelerators = new Map(ACCELERATORS);
  globalThis.__file = (id) => {
    const file = files.get(id);
    files.delete(id);
    return file;
  };
  globalThis.__settle = (id, error, value) => {
    const [resolve, reject] = waiting.get(id);
    waiting.delete(id);
    if (error === null) resolve(value);
    else reject(new Error(error));
  };
  globalThis.__tell = (channel, given) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...given);
  };

  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer, webUtils };
    throw new Error(`a sandboxed preload has no module ${name}`);
  };
  PRELOAD({ exports: {} }, {}, require);
})();
