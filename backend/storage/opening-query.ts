import pg from 'pg';

/**
 * Begins a transaction and does its first statement, as one message: where `begin` fails, PostgreSQL leaves out the rest of the message.
 * Sent as two, the statement would then be done outside of any transaction.
 */
export function openingQuery<Row extends pg.QueryResultRow>(
  client: pg.Client,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    // A simple query, which the driver takes where there are no values, is a message of its own.
    const config = { text, values: [...values], queryMode: 'extended' };
    const query = new pg.Query<Row>(config, (error, results) => {
      // Of both statements. Not so in the driver's types, which know one statement only.
      if (error === null || error === undefined) resolve((results as unknown as [unknown, pg.QueryResult<Row>])[1]);
      else reject(error);
    });
    const submit = query.submit.bind(query);
    query.submit = (connection) => {
      connection.parse({ name: '', text: 'begin', types: [] }, true);
      connection.bind({}, true);
      connection.execute({}, true);
      return submit(connection);
    };
    client.query(query);
  });
}
