import { serveSubgraph } from '@vetgraph/kit/serving/serve'
import { clinical } from './schema.ts'

await serveSubgraph(clinical)
