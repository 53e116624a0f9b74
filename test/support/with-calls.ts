/** The same object, whose other methods go on to work on it, with some of its methods answered otherwise. */
export function withCalls<Port extends object>(port: Port, calls: Partial<Port>): Port {
  return new Proxy(port, {
    get(target, name) {
      const replaced: unknown = Reflect.get(calls, name);
      const value: unknown = replaced ?? Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => Reflect.apply(value, target, args);
    },
  });
}
