import { featuresIn } from '@vetgraph/kit/contracts/feature'
import { defineSubgraph } from '@vetgraph/kit/serving/subgraph'
import { loadDemo } from './demo.ts'
import { reactions } from './reactions.ts'

/** Invoices and prices; each feature may use only those above it. */
export const billing = await defineSubgraph({
  name: 'billing',
  migrations: new URL('../migrations', import.meta.url),
  features: await featuresIn(new URL('.', import.meta.url)),
  reactions,
  demo: loadDemo,
})
