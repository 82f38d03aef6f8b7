import { ApolloClient, ApolloLink, InMemoryCache, Observable, type DocumentNode } from '@apollo/client'
import { createHash } from 'node:crypto'
import { getOperationAST, OperationTypeNode, print } from 'graphql'
import { expect, test } from 'vitest'
import registered from '../../../../schema/operations.json'

const modules = import.meta.glob<Record<string, unknown>>('../../**/*.gen.ts', { eager: true })
const documents = Object.values(modules)
  .flatMap((module) => Object.entries(module))
  .filter(([name]) => name.endsWith('Document'))
  .map(([, document]) => document as DocumentNode)

test('every operation is sent with the hash of the text that the gateway knows it by', async () => {
  const sent: Record<string, { text: string; hash: unknown }> = {}
  const link = new ApolloLink(({ query, operationName = '' }) => {
    sent[operationName] = { text: print(query), hash: '__meta__' in query && query.__meta__ }
    return new Observable((observer) => observer.complete())
  })
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link,
    defaultOptions: { watchQuery: { errorPolicy: 'all' } },
  })
  for (const document of documents) {
    const { operation, variableDefinitions } = getOperationAST(document)!
    // Apollo Client itself looks at the variables of `@include` before it sends anything.
    const variables = Object.fromEntries(
      variableDefinitions?.map(({ variable }) => [variable.name.value, true]) ?? [],
    )
    const ways = {
      [OperationTypeNode.QUERY]: () => client.query({ query: document, variables }),
      [OperationTypeNode.MUTATION]: () => client.mutate({ mutation: document, variables }),
      [OperationTypeNode.SUBSCRIPTION]: () =>
        new Promise<void>((complete) =>
          client.subscribe({ query: document, variables }).subscribe({ complete }),
        ),
    }
    await Promise.resolve(ways[operation]()).catch(() => {})
  }
  const known = Object.entries(registered).map(([name, text]) => [
    name,
    { text, hash: { hash: createHash('sha256').update(text).digest('hex') } },
  ])
  expect(sent).toEqual(Object.fromEntries(known))
})
