import { Dialog } from '../components/dialog';
import { Menu } from '../components/menu';
import type { Visit } from '../page';
import { Mark } from './mark';

/** Which host this is, and the User Menu. */
export function Banner({ visit }: { readonly visit: Visit }) {
  const { name } = visit.state.profile;
  return (
    <header class="banner">
      <a class="brand" href="/">
        <Mark />
        <span>
          <span class="brand-host">{name}</span>
          <span class="brand-name">Local UI</span>
        </span>
      </a>
      <Menu
        id="user"
        label="User Menu"
        icon="user"
        items={[
          {
            id: 'power',
            label: 'Actions',
            items: [
              { id: 'power-reboot', label: 'Reboot', opens: 'reboot' },
              { id: 'power-reset', label: 'Reset to factory default', opens: 'reset', kind: 'danger' },
            ],
          },
          { id: 'user-out', label: 'Sign out', sends: 'sign-out' },
        ]}
      >
        <span class="user-name">{visit.user.userName}</span>
      </Menu>
      <form id="sign-out" method="post" action="/logout" hidden />
      <Dialog id="reboot" title="Reboot this host?" action="/reboot">
        <p>
          <strong>{name}</strong> cannot be reached while it reboots. Its links, content and settings stay.
        </p>
      </Dialog>
      <Dialog id="reset" title="Reset this host to its factory default?" action="/reset" kind="danger">
        <p>
          <strong>{name}</strong> loses its workloads, its content and its cluster, and is unlinked from all other
          hosts. User data and proxy settings stay. This cannot be undone.
        </p>
      </Dialog>
    </header>
  );
}
