import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled'
import { startStandaloneServer } from '@apollo/server/standalone'
import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { graphql, parse } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { startWith } from './testing/foreign-gateway.ts'
import { eventually, TestSocket } from './testing/test-socket.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n`

const books = parse(`${link}
  type Book @key(fields: "isbn") { isbn: ID! title: String! }
  type Query { books: [Book!]! }
  type Subscription { published: Book! shelf: Book! empty: Book! refused: Book! quiet: Book! }`)

const reviews = parse(`${link}
  type Book @key(fields: "isbn") { isbn: ID! stars: Int }
  type Query { best: Book }`)

interface Book {
  isbn: string
}

const library = [
  { isbn: 'b1', title: 'Emma' },
  { isbn: 'b2', title: 'Ulysses' },
]

/** What the subgraph of the books was told beside operations. */
const told: Array<Record<string, unknown>> = []

/** How often a stream that says nothing was opened and left. */
const quiet = { opened: 0, left: 0 }

/** A subgraph on plain node:http and graphql-ws. */
async function serveBooks(): Promise<Server> {
  const schema = buildSubgraphSchema({
    typeDefs: books,
    resolvers: {
      Query: { books: () => library },
      Book: { __resolveReference: ({ isbn }: Book) => library.find((book) => book.isbn === isbn) ?? null },
      Subscription: {
        published: {
          subscribe: async function* () {
            for (const published of library) yield { published }
            await new Promise(() => {})
          },
        },
        shelf: {
          subscribe: async function* () {
            for (const shelf of library) yield { shelf }
          },
        },
        quiet: {
          subscribe: () => {
            quiet.opened += 1
            return {
              next: () => new Promise(() => {}),
              return: () => {
                quiet.left += 1
                return Promise.resolve({ value: undefined, done: true })
              },
              [Symbol.asyncIterator]() {
                return this
              },
            }
          },
        },
        empty: {
          subscribe: async function* () {},
        },
        refused: {
          subscribe: () => {
            throw new Error('not today')
          },
        },
      },
    } as never,
  })
  const server = createServer((message, response) => {
    void (async () => {
      const body = JSON.parse(await text(message)) as { query: string; variables?: Record<string, unknown> }
      told.push({ ...body, ...message.headers })
      const answer = await graphql({ schema, source: body.query, variableValues: body.variables })
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    })()
  })
  useServer({ schema }, new WebSocketServer({ server }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const newReviews = () =>
  new ApolloServer({
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    schema: buildSubgraphSchema({
      typeDefs: reviews,
      resolvers: {
        Query: { best: () => library[1] },
        Book: { stars: ({ isbn }: Book) => Number(isbn.slice(1)) },
      },
    }),
  })

let bookServer: Server
const reviewServer = newReviews()
let supergraph: string
let gateway: ReturnType<typeof startWith>
let address: string

beforeAll(async () => {
  bookServer = await serveBooks()
  const { url } = await startStandaloneServer(reviewServer, { listen: { port: 0, host: '127.0.0.1' } })
  const { port } = bookServer.address() as AddressInfo
  const composed = composeServices([
    { name: 'books', url: `http://127.0.0.1:${port}/`, typeDefs: books },
    { name: 'Star-Reviews', url, typeDefs: reviews },
  ])
  supergraph = composed.supergraphSdl!
  gateway = startWith(supergraph)
  const failed = gateway.ended.then(async () => Promise.reject(new Error(await gateway.said)))
  address = await Promise.race([gateway.address, failed])
})

afterAll(async () => {
  expect(await gateway.stop()).toBe(0)
  await reviewServer.stop()
  bookServer.closeAllConnections()
  bookServer.close()
})

async function ask(query: string) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: unknown; errors?: unknown[] }
}

test('queries go across subgraphs of somebody else', async () => {
  expect(await ask('{ books { title stars } best { title } }')).toEqual({
    data: {
      books: [
        { title: 'Emma', stars: 1 },
        { title: 'Ulysses', stars: 2 },
      ],
      best: { title: 'Ulysses' },
    },
  })
})

test('subgraphs of somebody else are told no secret and nothing of the caller', async () => {
  await ask('{ books { isbn } }')
  const names = new Set(told.flatMap((message) => Object.keys(message)))
  expect(
    [...names].filter((name) => /vetgraph|extensions|request-id|authorization|cookie/.test(name)),
  ).toEqual([])
  expect(names).toContain('query')
})

test('subscriptions go across subgraphs of somebody else, over graphql-ws', async () => {
  const socket = await TestSocket.open(address.replace('http', 'ws'), {})
  socket.subscribe('1', 'subscription { published { title stars } }')
  expect([await socket.next(), await socket.next()]).toMatchObject([
    { type: 'next', id: '1', payload: { data: { published: { title: 'Emma', stars: 1 } } } },
    { type: 'next', id: '1', payload: { data: { published: { title: 'Ulysses', stars: 2 } } } },
  ])
})

test('a subscription that a subgraph of somebody else completes is complete', async () => {
  const socket = await TestSocket.open(address.replace('http', 'ws'), {})
  socket.subscribe('1', 'subscription { shelf { title stars } }')
  expect([await socket.next(), await socket.next(), await socket.next()]).toMatchObject([
    { type: 'next', id: '1', payload: { data: { shelf: { title: 'Emma', stars: 1 } } } },
    { type: 'next', id: '1', payload: { data: { shelf: { title: 'Ulysses', stars: 2 } } } },
    { type: 'complete', id: '1' },
  ])
  socket.subscribe('2', 'subscription { empty { title } }')
  expect(await socket.next()).toEqual({ type: 'complete', id: '2' })
})

test('a subscription that never says anything is left by its subgraph once its client leaves', async () => {
  const socket = await TestSocket.open(address.replace('http', 'ws'), {})
  socket.subscribe('1', 'subscription { quiet { title } }')
  await eventually(() => quiet.opened === 1)
  socket.send({ id: '1', type: 'complete' })
  await eventually(() => quiet.left === 1)
})

test('a subscription that a subgraph of somebody else refuses is refused', async () => {
  const socket = await TestSocket.open(address.replace('http', 'ws'), {})
  socket.subscribe('1', 'subscription { refused { title } }')
  expect(await socket.next()).toMatchObject({ payload: { data: null, errors: [{ path: ['refused'] }] } })
  expect(await socket.next()).toEqual({ type: 'complete', id: '1' })
})

test('it is ready when all its subgraphs answer', async () => {
  const response = await fetch(new URL('/health/ready', address))
  expect([response.status, await response.json()]).toEqual([
    200,
    { status: 'ready', missing: [], oldestJobSeconds: null },
  ])
})

test.each([
  [
    'that is not there',
    '',
    { SUPERGRAPH_PATH: '/nowhere.graphql' },
    /^SUPERGRAPH_PATH \S+ cannot be read\.$/,
  ],
  ['that is none', 'type Query { a: Int }', {}, /^SUPERGRAPH_PATH \S+ is no supergraph SDL\.$/],
  [
    'without addresses',
    'enum join__Graph { BOOKS @join__graph(name: "books", url: "") }',
    {},
    /^The supergraph \S+ has no HTTP address for its subgraph books\.$/,
  ],
])('a supergraph %s is one sentence and exit code 1', async (_what, sdl, env, sentence) => {
  const { ended, said } = startWith(sdl, env as Record<string, string>)
  expect(await ended).toBe(1)
  expect((await said).trim()).toMatch(sentence)
})
