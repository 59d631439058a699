/** Where a host keeps what must survive a power cut. Names are plain file names. */
export interface Disk {
  /** Undefined when there is no such file. */
  read(name: string): Promise<Buffer | undefined>;
  /**
   * Replaces the whole file atomically and durably: after a crash the old or the new content is there, never a mix.
   * Rejects with `DISK_FULL` where it does not fit; the old content stays.
   */
  replace(name: string, content: Buffer): Promise<void>;
  remove(name: string): Promise<void>;
  /** Names of all files. */
  list(): Promise<readonly string[]>;
  /** Bytes of a file; undefined when there is no such file. */
  size(name: string): Promise<number | undefined>;
  /**
   * The bytes of a file from an offset on, in large pieces, each good only until the next one is asked for. Fails where
   * there is no such file.
   */
  pieces(name: string, from?: number): AsyncIterable<Buffer>;
  /**
   * Writes a large file from front to back, going on behind its first `from` bytes (default: anew). What was written and
   * not finished may or may not be there after a crash, in whole or in part; {@link DiskWriter.finish} makes it last.
   */
  write(name: string, from?: number): Promise<DiskWriter>;
  /** Renames a finished file, atomically and durably, in place of any that has the new name. */
  rename(from: string, to: string): Promise<void>;
}

/** A file that is being written. One at a time of a name. */
export interface DiskWriter {
  /**
   * Resolves when more can be taken: never more than a few pieces wait. The piece may be used again then.
   * Rejects with `DISK_FULL` when the disk is full, and again at every later call.
   */
  write(piece: Uint8Array): Promise<void>;
  /** Resolves when everything written is durable. */
  finish(): Promise<void>;
  /** Writes no more; the file stays as far as it got. */
  abandon(): Promise<void>;
}
