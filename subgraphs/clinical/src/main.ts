import { serveSubgraph } from '@vetgraph/kit/serve'
import { clinical } from './schema.ts'

await serveSubgraph(clinical)
