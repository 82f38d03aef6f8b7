import { featuresIn } from '@vetgraph/kit/contracts/feature'
import { defineSubgraph } from '@vetgraph/kit/serving/subgraph'
import { loadDemo } from './demo.ts'
import { reactions } from './reactions.ts'

/** Items and stock movements; each feature may use only those above it. */
export const inventory = await defineSubgraph({
  name: 'inventory',
  migrations: new URL('../migrations', import.meta.url),
  features: await featuresIn(new URL('.', import.meta.url)),
  reactions,
  demo: loadDemo,
})
