import type { Sequelize } from 'sequelize';
import { ConnectClientModel, connectClientAttributes, connectClientOptions } from './connect-client-model.js';
import { ConnectionModel, connectionAttributes, connectionOptions } from './connection-model.js';
import { IntegrationModel, integrationAttributes, integrationOptions } from './integration-model.js';

/** The models of one database. They are bound per instance, so that tests can hold several databases open. */
export interface Models {
  readonly ConnectClient: typeof ConnectClientModel;
  readonly Connection: typeof ConnectionModel;
  readonly Integration: typeof IntegrationModel;
}

/** Binds the models to a Sequelize instance. The tables are the migrations' business; `sync()` is never called. */
export function defineModels(sequelize: Sequelize): Models {
  class ConnectClient extends ConnectClientModel {}
  class Connection extends ConnectionModel {}
  class Integration extends IntegrationModel {}
  ConnectClient.init(connectClientAttributes, { ...connectClientOptions, sequelize });
  Connection.init(connectionAttributes, { ...connectionOptions, sequelize });
  Integration.init(integrationAttributes, { ...integrationOptions, sequelize });
  return { ConnectClient, Connection, Integration };
}
