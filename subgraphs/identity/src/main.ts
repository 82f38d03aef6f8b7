import { serveSubgraph } from '@vetgraph/kit/serving/serve'
import { identity } from './schema.ts'

await serveSubgraph(identity)
