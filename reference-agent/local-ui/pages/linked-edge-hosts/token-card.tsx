import { ActButton } from '../../components/act-button';
import { Countdown } from '../../components/countdown';
import { Facts } from '../../components/facts';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Section } from '../../components/section';
import type { Visit } from '../../page';
import { mayStop } from './reasons';

interface TokenCardProps {
  readonly token: { readonly token: string; readonly remainingTime: number };
  readonly visit: Visit;
}

/** The current token of a host that generates tokens. */
export function TokenCard({ token, visit }: TokenCardProps) {
  const stop = (
    <ActButton id="stop" action="/linked-edge-hosts/stop-token-generation" kind="danger" reason={mayStop(visit)}>
      Stop token generation
    </ActButton>
  );
  return (
    <Section id="token-heading" title="Token" toolbar={stop}>
      <p>Enter this token on the host that is to follow this one. A new one takes its place when it expires.</p>
      <div class="token">
        <Field id="token" name="token" label="Token" value={token.token} lines={3} mono readonly />
        <button type="button" id="copy" class="button primary" data-copies="token">
          <Icon name="copy" />
          <span>Copy</span>
        </button>
      </div>
      <Facts facts={[['Expires in', <Countdown seconds={token.remainingTime} />]]} />
    </Section>
  );
}
