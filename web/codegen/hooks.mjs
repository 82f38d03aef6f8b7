import { Kind } from 'graphql'

const kinds = {
  query: { suffix: 'Query', hook: 'useQuery' },
  mutation: { suffix: 'Mutation', hook: 'useMutation' },
  subscription: { suffix: 'Subscription', hook: 'useSubscription' },
}

/** @param {import('graphql').OperationDefinitionNode} operation */
function hookOf(operation) {
  const name = operation.name?.value ?? ''
  const { suffix, hook } = kinds[operation.operation]
  const data = `types.${name}${suffix}`
  const variables = `types.${name}${suffix}Variables`
  if (operation.operation === 'mutation') {
    return [
      `export const use${name}Mutation = (`,
      `  options?: useMutation.Options<${data}, ${variables}>,`,
      `): useMutation.ResultTuple<${data}, ${variables}> => useMutation<${data}, ${variables}>(documents.${name}Document, options);`,
    ].join('\n')
  }
  const demanded = operation.variableDefinitions?.some(
    (variable) => variable.type.kind === Kind.NON_NULL_TYPE && !variable.defaultValue,
  )
  const query = operation.operation === 'query'
  // Partial data is not offered: `data` is then either complete or absent, and pages need no second guess.
  const extras = [query && '{ returnPartialData?: false }', demanded && `{ variables: ${variables} }`].filter(
    Boolean,
  )
  const options = `SkipToken | (${[`${hook}.Options<${data}, ${variables}>`, ...extras].join(' & ')})`
  return [
    `export const use${name}${suffix} = (`,
    `  options: ${options}${demanded ? '' : ' = {}'},`,
    `) => ${hook}(documents.${name}Document, options);`,
  ].join('\n')
}

/**
 * A codegen plug-in: writes `useTodayPageQuery`, `useBookAppointmentMutation`, ... for Apollo Client 4, which the stock
 * plug-in does not know.
 * @param {import('graphql').GraphQLSchema} _schema
 * @param {{ document?: import('graphql').DocumentNode }[]} files
 */
export function plugin(_schema, files) {
  const operations = files
    .flatMap((file) => file.document?.definitions ?? [])
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION && node.name !== undefined)
    .sort((a, b) => (a.name.value < b.name.value ? -1 : 1))
  const used = new Set(operations.map((operation) => kinds[operation.operation].hook))
  if (operations.some((operation) => operation.operation !== 'mutation')) used.add('type SkipToken')
  return {
    prepend: [
      `import { ${[...used].sort().join(', ')} } from '@apollo/client/react';`,
      `import * as documents from './documents';`,
      `import type * as types from './types';`,
    ],
    content: operations.map(hookOf).join('\n\n'),
  }
}
