import { serveSubgraph } from '@vetgraph/kit/serve'
import { billing } from './schema.ts'

await serveSubgraph(billing)
