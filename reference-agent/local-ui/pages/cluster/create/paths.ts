export const createPath = '/cluster/create';
