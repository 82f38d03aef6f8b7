import { readFileSync } from 'node:fs'
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { secretHeader } from '@vetgraph/kit/serving/wire'

const required = (name: string) => process.env[name]!
const subgraphs = JSON.parse(required('SUBGRAPHS')) as Record<string, string>
const secret = required('GATEWAY_SECRET')

// A type and not an interface, because the gateway asks for an index signature.
type Caller = { authorization: string; idempotencyKey?: string | undefined }

/** Apollo's own gateway as its documentation sets it up: what Vetgraph's engine is measured by. */
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(required('SUPERGRAPH'), 'utf8'),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource<Caller>({
      url: subgraphs[name!]!,
      willSendRequest({ request, context }) {
        const { authorization, idempotencyKey } = context as Caller
        request.http?.headers.set(secretHeader, secret)
        if (authorization) request.http?.headers.set('authorization', authorization)
        if (idempotencyKey) request.http?.headers.set('idempotency-key', idempotencyKey)
      },
    }),
})

const server = new ApolloServer<Caller>({ gateway, introspection: false })
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => ({
    authorization: req.headers.authorization ?? '',
    idempotencyKey: req.headers['idempotency-key'] as string | undefined,
  }),
})
process.send?.({ url })
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
