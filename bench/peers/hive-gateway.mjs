// Hive Gateway with its Rust query planner, on the same supergraph and the same remote subgraphs.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import http from '@graphql-mesh/transport-http'
import { unifiedGraphHandler } from '@graphql-hive/router-runtime'

const { SUPERGRAPH, SUBGRAPHS, GATEWAY_SECRET, SECRET_HEADER } = process.env

const supergraph = Object.entries(JSON.parse(SUBGRAPHS)).reduce(
  (sdl, [name, url]) => sdl.replace(new RegExp(`(name: "${name}", url: )"[^"]*"`), `$1"${url}"`),
  readFileSync(SUPERGRAPH, 'utf8'),
)

const gateway = createGatewayRuntime({
  supergraph,
  unifiedGraphHandler,
  logging: false,
  transports: { http },
  landingPage: false,
  graphiql: false,
  propagateHeaders: {
    fromClientToSubgraphs({ request }) {
      return {
        [SECRET_HEADER]: GATEWAY_SECRET,
        authorization: request.headers.get('authorization') ?? '',
        ...(request.headers.has('idempotency-key')
          ? { 'idempotency-key': request.headers.get('idempotency-key') }
          : {}),
      }
    },
  },
})

const server = createServer(gateway)
server.listen(0, '127.0.0.1', () => {
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` })
})
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
