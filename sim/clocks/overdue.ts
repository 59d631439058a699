import { SiteError } from '../errors';

/** What waiting for work ends in when its budget is used up. */
export function overdue(budgetSeconds: number): SiteError {
  return new SiteError(
    'SITE_TIMEOUT',
    `A host was asked for something and had not finished it within its budget of ${budgetSeconds} s of site time; see its logs.`,
  );
}
