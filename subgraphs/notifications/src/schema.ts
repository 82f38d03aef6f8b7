import { featuresIn } from '@vetgraph/kit/contracts/feature'
import { defineSubgraph } from '@vetgraph/kit/serving/subgraph'
import { loadDemo } from './demo.ts'
import { addFirstWordings } from './consents/consent.service.ts'
import { User } from './refs/stubs.ts'
import { reactions } from './reactions.ts'

/** Notifications, e-mail and consent; each feature may use only those above it. */
export const notifications = await defineSubgraph({
  name: 'notifications',
  migrations: new URL('../migrations', import.meta.url),
  features: await featuresIn(new URL('.', import.meta.url)),
  stubs: [User],
  reactions,
  prepare: addFirstWordings,
  demo: loadDemo,
})
