import { Kind } from 'graphql'
import { hashOf, operationsOf } from './operation.mjs'

const kinds = {
  query: { suffix: 'Query', hook: 'useQuery' },
  mutation: { suffix: 'Mutation', hook: 'useMutation' },
  subscription: { suffix: 'Subscription', hook: 'useSubscription' },
}

/** @param {import('graphql').OperationDefinitionNode} operation */
function hookOf(operation) {
  const name = operation.name.value
  const { suffix, hook } = kinds[operation.operation]
  const data = `${name}${suffix}`
  const variables = `${name}${suffix}Variables`
  if (operation.operation === 'mutation') {
    return [
      `export const use${name}Mutation = (`,
      `  options?: useMutation.Options<${data}, ${variables}>,`,
      `): useMutation.ResultTuple<${data}, ${variables}> => useMutation<${data}, ${variables}>(${name}Document, options);`,
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
    `) => ${hook}(${name}Document, options);`,
  ].join('\n')
}

/** @param {ReturnType<typeof operationsOf>[number]} operation */
function documentOf({ name, operation, document, text }) {
  const { suffix } = kinds[operation.operation]
  // Where something stands in its file is of no use in the browser.
  const json = JSON.stringify({ ...document, __meta__: { hash: hashOf(text) } }, (key, value) =>
    key === 'loc' || (Array.isArray(value) && value.length === 0) ? undefined : value,
  )
  return `export const ${name}Document = ${json} as unknown as TypedDocumentNode<${name}${suffix}, ${name}${suffix}Variables>;`
}

/**
 * A codegen plug-in: writes the documents with the hashes that the web client sends in their place, and
 * `useTodayPageQuery`, `useBookAppointmentMutation`, ... for Apollo Client 4, which the stock plug-ins do not know.
 * @param {import('graphql').GraphQLSchema} _schema
 * @param {{ document?: import('graphql').DocumentNode }[]} files
 * @param {{ externalFragments: { node: import('graphql').FragmentDefinitionNode }[] }} config
 */
export function plugin(_schema, files, { externalFragments }) {
  const operations = operationsOf([
    ...files.flatMap((file) => file.document?.definitions ?? []),
    ...externalFragments.map(({ node }) => node),
  ])
  if (operations.length === 0) return ''
  const used = new Set(operations.map(({ operation }) => kinds[operation.operation].hook))
  if (operations.some(({ operation }) => operation.operation !== 'mutation')) used.add('type SkipToken')
  return {
    prepend: [
      `import type { TypedDocumentNode } from '@apollo/client';`,
      `import { ${[...used].sort().join(', ')} } from '@apollo/client/react';`,
    ],
    content: [...operations.map(documentOf), ...operations.map(({ operation }) => hookOf(operation))].join(
      '\n\n',
    ),
  }
}
