/** Where a host keeps what must survive a power cut. Names are plain file names. */
export interface Disk {
  /** Undefined when there is no such file. */
  read(name: string): Promise<Buffer | undefined>;
  /** Replaces the whole file atomically and durably: after a crash the old or the new content is there, never a mix. */
  replace(name: string, content: Buffer): Promise<void>;
  remove(name: string): Promise<void>;
}
