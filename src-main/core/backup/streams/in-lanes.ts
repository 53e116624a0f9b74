/**
 * Runs pieces of work, so many at once, until all are done or one has failed. When it settles nothing is under way any more.
 * @throws the first error.
 */
export async function inLanes(works: AsyncIterable<() => Promise<void>>, lanes: number): Promise<void> {
  const left = works[Symbol.asyncIterator]();
  const failures: unknown[] = [];
  const lane = async () => {
    try {
      for (let next = await left.next(); next.done !== true && failures.length === 0; next = await left.next()) {
        await next.value();
      }
    } catch (error) {
      failures.push(error);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await left.return?.();
  if (failures.length > 0) throw failures[0];
}
