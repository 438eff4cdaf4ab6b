export { type Actor, type AuditEntry, type AuditedAction, auditedAction } from './audit-entry.js';
export { getAuditEntry, pageAudit, recordAudit } from './audit-repository.js';
