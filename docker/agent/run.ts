import { readFileSync } from 'node:fs';
import { type AgentOptions, fileDisk, rememberedNetwork, startAgent } from '../../reference-agent';
import { ownAddress } from './address';
import { ImageError } from './errors';
import { places, settingsOf } from './settings';

/** Exit codes other than 0, which is an orderly shutdown: 2, started wrongly; 3, the machine refused something. */
const exitCodes = { wrong: 2, refused: 3 };

/** The agent of this container, until it is to stop; ends the process. */
export async function run(stopped: Promise<void>): Promise<void> {
  // A host that reboots has nothing open for a moment, and must not end the process by that.
  setInterval(() => {}, 2 ** 30);
  try {
    const agent = await startAgent(await options());
    await stopped;
    await agent.close();
    process.exit(0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit('attribution' in error && error.attribution === 'environment' ? exitCodes.refused : exitCodes.wrong);
  }
}

async function options(): Promise<AgentOptions> {
  const disk = fileDisk(places.state);
  return {
    ...settingsOf(process.env),
    userData: userData(),
    userDataName: places.userData,
    disk,
    network: await rememberedNetwork({ address: ownAddress(), disk }),
    log: (line) => process.stdout.write(`${line}\n`),
  };
}

function userData(): string {
  try {
    return readFileSync(places.userData, 'utf8');
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw new ImageError(
      'IMAGE_USER_DATA',
      `The user data "${places.userData}" cannot be read (${why}); mount a file of cloud-config YAML there.`,
      { cause },
    );
  }
}
