/** How good a state is. */
export type Tone = 'good' | 'busy' | 'bad' | 'neutral';

const tones: Readonly<Record<string, Tone>> = {
  Ready: 'good',
  Synced: 'good',
  Healthy: 'good',
  Completed: 'good',
  Configured: 'good',
  Running: 'good',
  'In-Use': 'busy',
  Syncing: 'busy',
  Pending: 'busy',
  InProgress: 'busy',
  'In Progress': 'busy',
  Provisioning: 'busy',
  Deleting: 'busy',
  pending: 'busy',
  'Not Synced': 'busy',
  Failed: 'bad',
  failed: 'bad',
  Unhealthy: 'bad',
  Error: 'bad',
};

/** A state in one word, coloured by how good it is. */
export function Badge({ word, tone = tones[word] ?? 'neutral' }: { readonly word: string; readonly tone?: Tone }) {
  return <span class={`badge ${tone}`}>{word}</span>;
}
