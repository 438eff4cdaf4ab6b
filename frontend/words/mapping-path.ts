const ROW = /^items\["(?<types>(?:[^"\\]|\\.)*)"\](?:\.fields\["(?<fields>(?:[^"\\]|\\.)*)"\]|\.(?<rest>.+))?$/;

/** A path of a difference as people read it: `Task – incident: priority – urgency`. What is not about an item type stays as it is. */
export function sayMappingPath(path: string): string {
  const { types, fields, rest } = ROW.exec(path)?.groups ?? {};
  if (types === undefined) return path;
  const inner = fields === undefined ? rest : pair(fields);
  return inner === undefined ? pair(types) : `${pair(types)}: ${inner}`;
}

/** A row that is computed has one field only. */
function pair(name: string): string {
  return name
    .split(':')
    .filter((side) => side !== '')
    .join(' – ');
}
