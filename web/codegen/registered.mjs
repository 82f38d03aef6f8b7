import { operationsOf } from './operation.mjs'

/**
 * A codegen plug-in: the operations that the gateway knows of, with their texts by their names.
 * @param {import('graphql').GraphQLSchema} _schema
 * @param {{ document?: import('graphql').DocumentNode }[]} files
 */
export function plugin(_schema, files) {
  const operations = operationsOf(files.flatMap((file) => file.document?.definitions ?? []))
  return `${JSON.stringify(Object.fromEntries(operations.map(({ name, text }) => [name, text])), null, 2)}\n`
}
