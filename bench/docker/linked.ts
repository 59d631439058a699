import { join } from 'node:path';
import { timed } from '../child';
import { heading, row } from '../figures';
import type { Stand } from './stand';

/** What a site of linked hosts in containers costs, in a process of its own. */
export interface LinkedCost {
  /** Until all hosts answer. */
  readonly upSeconds: number;
  /** From then on, until all hosts show all others. */
  readonly linkSeconds: number;
  readonly downSeconds: number;
  /** Of all containers, without what the kernel would give up. MB. */
  readonly containerMegabytes: number;
  /** Resident, of the process that runs the site. MB. */
  readonly harnessMegabytes: number;
}

export async function measureLinked({ runId, signal }: Stand, rounds: number): Promise<void> {
  const count = 30;
  const all: LinkedCost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { output } = await timed([join(__dirname, 'linked-program.js'), String(count), runId], signal);
    all.push(JSON.parse(output));
  }
  const megabytes = (value: number) => `${value.toFixed(0)} MB`;
  console.log(heading(`${count} hosts in one site`));
  console.log(
    row(
      'until all answer',
      all.map((cost) => cost.upSeconds),
    ),
  );
  console.log(
    row(
      'then until all are linked and show all others',
      all.map((cost) => cost.linkSeconds),
    ),
  );
  console.log(
    row(
      'then until nothing is left of them',
      all.map((cost) => cost.downSeconds),
    ),
  );
  console.log(
    row(
      'memory of their containers',
      all.map((cost) => cost.containerMegabytes),
      megabytes,
    ),
  );
  console.log(
    row(
      'memory of the harness',
      all.map((cost) => cost.harnessMegabytes),
      megabytes,
    ),
  );
}
