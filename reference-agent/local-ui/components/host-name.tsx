interface HostNameProps {
  readonly name: string;
  /** Empty where it is not known any more. */
  readonly address: string;
}

/** What a host is called, and where it is found. */
export function HostName({ name, address }: HostNameProps) {
  return (
    <>
      {name} {address !== '' && <span class="address">({address})</span>}
    </>
  );
}
