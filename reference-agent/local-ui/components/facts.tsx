import type { Child } from 'hono/jsx';

/** What is known of something: terms and their values. */
export function Facts({ facts }: { readonly facts: readonly (readonly [term: string, value: Child])[] }) {
  return (
    <dl class="facts">
      {facts.map(([term, value]) => (
        <div>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
