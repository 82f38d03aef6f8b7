import { serveSubgraph } from '@vetgraph/kit/serve'
import { inventory } from './schema.ts'

await serveSubgraph(inventory)
