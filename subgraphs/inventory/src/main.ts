import { serveSubgraph } from '@vetgraph/kit/serving/serve'
import { inventory } from './schema.ts'

await serveSubgraph(inventory)
