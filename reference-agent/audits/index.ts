/** Who did what on a host: the record that its operators can look into. */
export { type ActionType, type Audit, type AuditedKind, actionTypes, auditJournal } from './audit';
export { type Action, AuditLog } from './audit-log';
export { type AuditPage, type AuditQuery, pageOf } from './page';
