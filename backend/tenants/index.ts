export {
  createTenant,
  FIRST_TENANT,
  listTenants,
  removeTenant,
  requireTenant,
  type Tenant,
  tenantId,
} from './tenant-repository.js';
