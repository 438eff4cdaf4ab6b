/** The same for every model: our own column names, and no columns that Sequelize would invent (times come from the database). */
export function modelOptions(tableName: string) {
  return { tableName, modelName: tableName, underscored: true, timestamps: false } as const;
}
