// Runs in the page before anything of its own: builds what the preload exposes, from what it says over one event.
// CHANNEL is put in by bridge-scripts.ts: a name by chance that the page does not know.
(() => {
  if (window !== top) return;
  window.open = () => null;
  const { addEventListener, dispatchEvent } = window;
  const Message = MessageEvent;
  const pending = new Map();
  const callbacks = new Map();
  let last = 0;
  let answer;

  const send = (data) => dispatchEvent.call(window, new Message(`${CHANNEL}:in`, { data }));
  const numbered = (value) => {
    if (typeof value !== 'function') return { value };
    last += 1;
    callbacks.set(last, value);
    return { callback: last };
  };
  const functionFor = (key) => {
    return (...given) => {
      last += 1;
      const id = last;
      send({ id, key, given: given.map(numbered) });
      const { error, made, value, later } = answer;
      answer = undefined;
      if (error !== undefined) throw new Error(error);
      if (made !== undefined) return functionFor(made);
      if (!later) return value;
      return new Promise((...settle) => pending.set(id, settle));
    };
  };
  const build = (shape) => {
    if (typeof shape === 'number') return functionFor(shape);
    return Object.freeze(Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, build(part)])));
  };

  addEventListener.call(
    window,
    `${CHANNEL}:out`,
    (event) => {
      event.stopImmediatePropagation();
      const { data } = event;
      if (data.expose !== undefined) {
        Object.defineProperty(window, data.expose, { value: build(data.shape), enumerable: true });
      } else if (data.callback !== undefined) callbacks.get(data.callback)?.(...data.given);
      else if (data.settled !== undefined) {
        const [resolve, reject] = pending.get(data.settled);
        pending.delete(data.settled);
        if (data.error === undefined) resolve(data.value);
        else reject(new Error(data.error));
      } else answer = data;
    },
    { capture: true },
  );
})();
