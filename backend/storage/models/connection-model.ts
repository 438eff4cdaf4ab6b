import { type CreationOptional, DataTypes, type InferAttributes, type InferCreationAttributes, Model } from 'sequelize';
import type { JsonValue } from '../../shared/index.js';
import { modelOptions } from './model-options.js';

/** Row of `connections`. JSON columns are unknown here; `connections/` parses them. */
export class ConnectionModel extends Model<InferAttributes<ConnectionModel>, InferCreationAttributes<ConnectionModel>> {
  declare id: string;
  declare name: string;
  declare connector: string;
  declare settings: JsonValue;
  declare credentials: string | null;
  declare state: 'active' | 'paused';
  declare pausedReason: CreationOptional<string | null>;
  declare siteId: CreationOptional<string | null>;
  declare identity: CreationOptional<JsonValue>;
  declare identifiedAt: CreationOptional<Date | null>;
  declare archivedAt: CreationOptional<Date | null>;
  declare tenantId: CreationOptional<string>;
}

export const connectionAttributes = {
  id: { type: DataTypes.UUID, primaryKey: true },
  name: { type: DataTypes.TEXT, allowNull: false },
  connector: { type: DataTypes.TEXT, allowNull: false },
  settings: { type: DataTypes.JSONB, allowNull: false },
  credentials: { type: DataTypes.TEXT },
  state: { type: DataTypes.TEXT, allowNull: false },
  pausedReason: { type: DataTypes.TEXT },
  siteId: { type: DataTypes.TEXT },
  identity: { type: DataTypes.JSONB },
  identifiedAt: { type: DataTypes.DATE },
  archivedAt: { type: DataTypes.DATE },
  tenantId: { type: DataTypes.TEXT },
};

export const connectionOptions = modelOptions('connections');
