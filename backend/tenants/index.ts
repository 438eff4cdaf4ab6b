export { createTenant, listTenants, requireTenant, type Tenant, tenantId } from './tenant-repository.js';
