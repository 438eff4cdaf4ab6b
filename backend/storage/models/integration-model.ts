import { type CreationOptional, DataTypes, type InferAttributes, type InferCreationAttributes, Model } from 'sequelize';
import type { JsonValue } from '../../shared/index.js';
import { modelOptions } from './model-options.js';

/** Row of `integrations`. */
export class IntegrationModel extends Model<
  InferAttributes<IntegrationModel>,
  InferCreationAttributes<IntegrationModel>
> {
  declare id: string;
  declare name: string;
  declare kind: 'sync' | 'flow' | 'collection';
  declare enabled: boolean;
  declare definition: JsonValue;
  declare mappingVersion: CreationOptional<number>;
  declare state: 'active' | 'paused';
  declare pausedReason: CreationOptional<string | null>;
  declare onboardedAt: CreationOptional<Date | null>;
  declare nextRunAt: CreationOptional<Date | null>;
  declare archivedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare tenantId: CreationOptional<string>;
}

export const integrationAttributes = {
  id: { type: DataTypes.UUID, primaryKey: true },
  name: { type: DataTypes.TEXT, allowNull: false },
  kind: { type: DataTypes.TEXT, allowNull: false },
  enabled: { type: DataTypes.BOOLEAN, allowNull: false },
  definition: { type: DataTypes.JSON, allowNull: false },
  mappingVersion: { type: DataTypes.INTEGER },
  state: { type: DataTypes.TEXT, allowNull: false },
  pausedReason: { type: DataTypes.TEXT },
  onboardedAt: { type: DataTypes.DATE },
  nextRunAt: { type: DataTypes.DATE },
  archivedAt: { type: DataTypes.DATE },
  createdAt: { type: DataTypes.DATE },
  tenantId: { type: DataTypes.TEXT },
};

export const integrationOptions = modelOptions('integrations');
