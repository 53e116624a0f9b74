import { resolve } from 'node:path';
import type { peopleCalls } from '../../contract/people.ts';
import { activateUser } from '../../core/people/activate-user.ts';
import { addUser } from '../../core/people/add-user.ts';
import { changePassword } from '../../core/people/change-password.ts';
import { disableUser } from '../../core/people/disable-user.ts';
import { findOtherUser } from '../../core/people/find-user.ts';
import { listUsers } from '../../core/people/list-users.ts';
import { generatePassphraseFor } from '../../core/people/password-policy.ts';
import { resetUser } from '../../core/people/reset-user.ts';
import type { Handlers } from '../handler.ts';

export const peopleHandlers: Handlers<typeof peopleCalls> = {
  userAdd: async ({ vault }, wanted) => await addUser(vault, wanted),
  firstPassword: async ({ vault }, { name }) => ({
    password: generatePassphraseFor({ name, office: vault.directory.office, isPrivacyOfficer: false }),
  }),
  userList: async ({ vault }) => listUsers(vault).map((user) => ({ ...user, lastSignInAt: null, secondFactor: null })),
  userLeaving: async ({ vault }, { user }) => {
    const { id, name } = findOtherUser(vault, user);
    return { id, name, folders: [], tasks: [], compartments: 0, rows: 0 };
  },
  userDisable: async ({ vault, job }, { user }) => await disableUser(vault, user, job),
  userReset: async ({ vault, job }, { user, newPassword }) => await resetUser(vault, user, newPassword, job),
  changePassword: async ({ vault }, { oldPassword, newPassword }) => {
    await changePassword(vault, oldPassword, newPassword);
    return {};
  },
  userActivate: async ({ env }, { vault, ...credentials }) => await activateUser(env, resolve(vault), credentials),
};
