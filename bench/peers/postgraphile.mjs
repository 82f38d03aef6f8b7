// PostGraphile 5 on a copy of the database in which foreign keys say what belongs together.
import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'

const server = createServer()
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['scheduling', 'clinical', 'identity', 'billing'],
      poolConfig: { max: 4 },
    }),
  ],
  grafserv: { graphiql: false, watch: false },
})
await instance.createServ(grafserv).addTo(server)
server.listen(0, '127.0.0.1', () => {
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` })
})
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
