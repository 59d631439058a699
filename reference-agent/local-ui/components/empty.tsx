import { Icon, type IconName } from './icon';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  /** What to do so that there is something. */
  readonly children: string;
}

/** What is said where there is nothing to show yet. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div class="empty card">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}
