/** An object of Electron's API of which only these members are there: any other fails by its name. */
export function strict<Members extends object>(name: string, members: Members): Members {
  return new Proxy(members, {
    get: (target, property, receiver) => {
      if (property in target) return Reflect.get(target, property, receiver);
      // Promises look for `then`, printing for symbols.
      if (typeof property === 'symbol' || property === 'then') return undefined;
      throw new Error(`${name}.${property} is not there outside Electron`);
    },
  });
}
