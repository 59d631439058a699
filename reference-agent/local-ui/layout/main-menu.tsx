import { Icon } from '../components/icon';
import type { Page } from '../page';
import { pages } from '../pages';

/** Main Menu: left of the page, and below it where that is narrow. */
export function MainMenu({ current }: { readonly current: Page }) {
  return (
    <nav aria-label="Main Menu">
      <ul>
        {pages.map((page) => (
          <li>
            <a href={page.path} aria-current={page === current ? 'page' : undefined}>
              <Icon name={page.icon} />
              <span>{page.name}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
