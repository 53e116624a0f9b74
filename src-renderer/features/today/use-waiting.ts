import { useAccountsToCompare } from './use-account-block.tsx';
import { useOpenRequests } from './use-request-block.tsx';
import { useNearTasks } from './use-task-block.tsx';

/** How many things on Today wait for this person; what is only news does not count. */
export function useWaiting(): number {
  const { tasks } = useNearTasks();
  const { open } = useOpenRequests();
  const { people } = useAccountsToCompare();
  return (tasks?.length ?? 0) + (open?.length ?? 0) + (people?.length ?? 0);
}
