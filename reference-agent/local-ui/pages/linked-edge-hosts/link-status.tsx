import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import type { LinkStatusAnswer } from './status';

/** How far the link of this host is, and why it failed. */
export function LinkStatus({ status }: { readonly status: LinkStatusAnswer }) {
  return (
    <div class="card strip">
      <Facts facts={[['Link status', <Badge word={status.status} />]]} />
      <p class="alert" role="alert" id="link-error">
        {status.errorMessage}
      </p>
    </div>
  );
}
