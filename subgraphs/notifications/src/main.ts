import { serveSubgraph } from '@vetgraph/kit/serve'
import { notifications } from './schema.ts'

await serveSubgraph(notifications)
