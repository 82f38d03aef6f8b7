import { serveSubgraph } from '@vetgraph/kit/serve'
import { identity } from './schema.ts'

await serveSubgraph(identity)
