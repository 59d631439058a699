import type { Child } from 'hono/jsx';

interface SectionProps {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  readonly toolbar?: Child;
  readonly children: Child;
}

/** A part of a page, with a name of its own. */
export function Section({ id, title, toolbar, children }: SectionProps) {
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {toolbar && <div class="toolbar">{toolbar}</div>}
      </div>
      {children}
    </section>
  );
}
