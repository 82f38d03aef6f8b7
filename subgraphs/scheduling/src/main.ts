import { serveSubgraph } from '@vetgraph/kit/serve'
import { scheduling } from './schema.ts'

await serveSubgraph(scheduling)
