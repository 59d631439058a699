import type { DockerMachine } from './machine';
import type { Reach } from './reach';
import { toldTime } from './told-time';

/** Bytes by which a disk may be fuller after a factory reset than after the first boot. */
const tolerance = 256 * 1024;

/** Makes sure that a host which has reset itself left nothing that it does not tell of: neither on its disk nor in its clock. */
export async function judgeRenewal(
  machine: DockerMachine,
  fleet: { readonly reach: Reach; readonly lost: AbortSignal; readonly followsClocks: boolean },
): Promise<void> {
  const now = () => Date.now() + machine.offset * 1000;
  // Where no host was seen to follow, none was put forward.
  const moved = fleet.followsClocks && machine.offset !== machine.followedOffset;
  const [bytes, time] = await Promise.all([
    machine.bytes(),
    moved ? toldTime(fleet.reach, [machine.endpoint], now, fleet.lost) : 'fits',
  ]);
  if (bytes.now > bytes.atFirst + tolerance) machine.spoil('its factory reset left something on its disk');
  if (time === 'fits') machine.followedOffset = machine.offset;
  else machine.spoil('its clock was not where it was put after its factory reset');
}
