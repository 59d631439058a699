/** Settings: how the host was installed, and the own password. */
import { resultOf } from '../../action';
import { Facts } from '../../components/facts';
import { Field } from '../../components/field';
import { Section } from '../../components/section';
import type { Action, Page } from '../../page';

/** `v1Settings`, as far as it is shown. */
interface SettingsAnswer {
  readonly managementMode: string;
  readonly featureFlags: { readonly enableMultiNode: boolean };
}

const changePassword: Action = {
  path: '/settings/password',
  async act({ api }, form) {
    const [oldPassword, newPassword] = [form.get('old') ?? '', form.get('new') ?? ''];
    if (newPassword === '') return { refused: 'The new password is empty; choose one.' };
    if (newPassword !== form.get('again'))
      return { refused: 'The two new passwords differ; enter the same one twice.' };
    const done = await api.send('POST', '/v1/users/default/password/reset', { oldPassword, newPassword });
    return resultOf(done, { done: 'The password is changed. Other sessions of this user have ended.' });
  },
};

export const settings: Page = {
  path: '/settings',
  name: 'Settings',
  icon: 'settings',
  actions: [changePassword],
  async show({ api, host, user }) {
    const { managementMode, featureFlags } = await api.must<SettingsAnswer>('/v1/edge-mgmt/settings');
    return {
      body: (
        <>
          <Section id="installation" title="Installation">
            <p>These were fixed when the host was installed, by its user data.</p>
            <Facts
              facts={[
                ['Management mode', managementMode],
                ['Multi-node', featureFlags.enableMultiNode ? 'Enabled' : 'Disabled'],
                ['Local UI port', String(host.context.facts().apiPort)],
              ]}
            />
          </Section>
          {!user.disablePasswordUpdate && <Password userName={user.userName} />}
        </>
      ),
    };
  },
};

function Password({ userName }: { readonly userName: string }) {
  return (
    <Section id="password" title="Password">
      <form method="post" action={changePassword.path} class="narrow">
        <input type="text" name="username" value={userName} autocomplete="username" readonly hidden />
        <Field id="old-password" name="old" label="Current password" type="password" autocomplete="current-password" />
        <Field id="new-password" name="new" label="New password" type="password" autocomplete="new-password" />
        <Field
          id="password-again"
          name="again"
          label="New password, again"
          type="password"
          autocomplete="new-password"
        />
        <p class="alert" role="alert" data-keeps />
        <button type="submit" class="button primary">
          Change password
        </button>
      </form>
    </Section>
  );
}
