import type { Disk } from './disk';
import { refuseUnlessPlain } from './file-name';

/** A disk that lasts as long as this object: for tests, and for simulators, whose hosts come and go around it. */
export function memoryDisk(): Disk {
  const files = new Map<string, Buffer>();
  return {
    async read(name) {
      refuseUnlessPlain(name);
      const content = files.get(name);
      return content === undefined ? undefined : Buffer.from(content);
    },
    async replace(name, content) {
      refuseUnlessPlain(name);
      files.set(name, Buffer.from(content));
    },
    async remove(name) {
      refuseUnlessPlain(name);
      files.delete(name);
    },
  };
}
