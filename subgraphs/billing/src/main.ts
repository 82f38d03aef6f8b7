import { serveSubgraph } from '@vetgraph/kit/serving/serve'
import { billing } from './schema.ts'

await serveSubgraph(billing)
