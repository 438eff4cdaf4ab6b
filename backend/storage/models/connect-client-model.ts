import { type CreationOptional, DataTypes, type InferAttributes, type InferCreationAttributes, Model } from 'sequelize';
import type { JsonValue } from '../../shared/index.js';
import { modelOptions } from './model-options.js';

/** Row of `connect_clients`. */
export class ConnectClientModel extends Model<
  InferAttributes<ConnectClientModel>,
  InferCreationAttributes<ConnectClientModel>
> {
  declare siteId: string;
  declare clientKey: string;
  declare sharedSecret: string;
  declare details: JsonValue;
  declare installedAt: CreationOptional<Date>;
}

export const connectClientAttributes = {
  siteId: { type: DataTypes.UUID, primaryKey: true },
  clientKey: { type: DataTypes.TEXT, allowNull: false },
  sharedSecret: { type: DataTypes.TEXT, allowNull: false },
  details: { type: DataTypes.JSONB, allowNull: false },
  installedAt: { type: DataTypes.DATE },
};

export const connectClientOptions = modelOptions('connect_clients');
