import { useCall } from '../../client/query.ts';

/** What computers of the vault are called. */
export function useNameOfComputer(): (computer: string) => string {
  const computers = useCall('computerList', {});
  return (computer) => computers.data?.find(({ id }) => id === computer)?.name ?? '';
}
