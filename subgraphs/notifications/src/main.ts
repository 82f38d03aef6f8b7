import { serveSubgraph } from '@vetgraph/kit/serving/serve'
import { notifications } from './schema.ts'

await serveSubgraph(notifications)
