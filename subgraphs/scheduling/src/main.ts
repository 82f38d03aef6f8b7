import { serveSubgraph } from '@vetgraph/kit/serving/serve'
import { scheduling } from './schema.ts'

await serveSubgraph(scheduling)
