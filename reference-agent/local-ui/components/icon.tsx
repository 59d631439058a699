/** Line drawings, 24 by 24, in the colour of the text beside them. */
const drawings = {
  host: 'M4 5h16v6H4zM4 13h16v6H4zM7.5 8h.01M7.5 16h.01M11 8h6M11 16h6',
  links: 'M10 13a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 11a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5',
  content: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  cluster:
    'M12 8.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM5.5 21.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM18.5 21.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10.6 8.2l-3.6 7.5M13.4 8.2l3.6 7.5M8.5 18.5h7',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  down: 'M6 9.5l6 6 6-6',
  right: 'M9.5 6l6 6-6 6',
  more: 'M12 5.5h.01M12 12h.01M12 18.5h.01',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  close: 'M6 6l12 12M18 6L6 18',
  alert: 'M12 8v5M12 16.5h.01M12 3l9.5 17h-19z',
  done: 'M5 12.5l4.5 4.5L19 7.5',
  power: 'M12 3v9M7 6.5a8 8 0 1 0 10 0',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  add: 'M12 5v14M5 12h14',
} as const;

export type IconName = keyof typeof drawings;

/** Says nothing to who does not see it: what it stands beside has words. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
