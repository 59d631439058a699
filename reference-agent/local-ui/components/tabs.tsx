import type { Child } from 'hono/jsx';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly (readonly [name: string, path: string])[];
  /** Name of the one that is shown. */
  readonly current: string;
  /** What is shown of it. */
  readonly children: Child;
}

/** Parts of a page, of which one is shown. Each has an address of its own, so that it stays over updates and reloads. */
export function Tabs({ label, tabs, current, children }: TabsProps) {
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label}>
        {tabs.map(([name, path]) => (
          <a
            role="tab"
            id={`tab-${name}`}
            href={path}
            aria-selected={name === current ? 'true' : 'false'}
            aria-controls="tab-panel"
            tabindex={name === current ? 0 : -1}
          >
            {name}
          </a>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${current}`}>
        {children}
      </div>
    </div>
  );
}
