import type { taskCalls } from '../../contract/tasks.ts';
import { cancelTask, doTask, reopenTask } from '../../core/tasks/close-task.ts';
import { listTasks } from '../../core/tasks/list-tasks.ts';
import { addTask, changeTask } from '../../core/tasks/write-task.ts';
import type { Handlers } from '../handler.ts';

export const taskHandlers: Handlers<typeof taskCalls> = {
  taskList: async ({ vault }, which) => listTasks(vault, which),
  taskAdd: async ({ vault }, { source = { kind: 'manual', ref: null }, ...wish }) => addTask(vault, wish, source),
  taskChange: async ({ vault }, { id, ...wish }) => changeTask(vault, id, wish),
  taskDone: async ({ vault }, { id }) => ({ next: doTask(vault, id) }),
  taskReopen: async ({ vault }, { id }) => reopenTask(vault, id),
  taskCancel: async ({ vault }, { id, reason }) => {
    cancelTask(vault, id, reason);
    return {};
  },
};
