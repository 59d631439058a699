/** Operations of the API. */
export const current = '/v1/edge-mgmt/edgehosts/current';
export const network = '/v1/edge-mgmt/network';
