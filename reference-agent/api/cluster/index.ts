import type { Context } from '../../host/context';
import type { Group } from '../../host/group';
import type { Route } from '../routes';
import { configurationRoutes } from './configuration';
import { poolRoutes } from './pools';

/** Creating, showing, scaling and deleting the cluster of a host's group, as published. LEAD-5, X-CLU-1 … X-DEL-2. */
export function clusterRoutes(context: Context, group: Group): Route[] {
  return [...configurationRoutes(context, group), ...poolRoutes(context, group)];
}
