import { resolve } from 'node:path';
import type { peopleCalls } from '../../contract/people.ts';
import { activateUser } from '../../core/people/activate-user.ts';
import { addUser } from '../../core/people/add-user.ts';
import { changePassword } from '../../core/people/change-password.ts';
import { disableUser } from '../../core/people/disable-user.ts';
import { listAccounts } from '../../core/people/list-users.ts';
import { generatePassphraseFor } from '../../core/people/password-policy.ts';
import { resetUser } from '../../core/people/reset-user.ts';
import { userLeaving } from '../../core/people/user-leaving.ts';
import type { Handlers } from '../handler.ts';

export const peopleHandlers: Handlers<typeof peopleCalls> = {
  userAdd: async ({ vault }, wanted) => await addUser(vault, wanted),
  firstPassword: async ({ vault }, { name }) => ({
    password: generatePassphraseFor({ name, office: vault.directory.office, isPrivacyOfficer: false }),
  }),
  userList: async ({ vault }) => await listAccounts(vault),
  userLeaving: async ({ vault }, { user }) => userLeaving(vault, user),
  userDisable: async ({ vault, job }, { user }) => await disableUser(vault, user, job),
  userReset: async ({ vault, job }, { user, newPassword }) => await resetUser(vault, user, newPassword, job),
  changePassword: async ({ vault }, { oldPassword, newPassword }) => {
    await changePassword(vault, oldPassword, newPassword);
    return {};
  },
  userActivate: async ({ env }, { vault, ...credentials }) => await activateUser(env, resolve(vault), credentials),
};
