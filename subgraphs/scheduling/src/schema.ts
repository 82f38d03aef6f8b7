import { featuresIn } from '@vetgraph/kit/contracts/feature'
import { defineSubgraph } from '@vetgraph/kit/serving/subgraph'
import { loadDemo } from './demo.ts'
import { reactions } from './reactions.ts'
import { Location } from './refs/stubs.ts'

/** Appointments, rooms, types and rosters; each feature may use only those above it. */
export const scheduling = await defineSubgraph({
  name: 'scheduling',
  migrations: new URL('../migrations', import.meta.url),
  features: await featuresIn(new URL('.', import.meta.url)),
  stubs: [Location],
  reactions,
  demo: loadDemo,
})
