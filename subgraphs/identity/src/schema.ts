import { defineSubgraph } from '@vetgraph/kit/subgraph'
import { LocationResolver } from './locations/location.resolver.ts'
import { readLocations } from './locations/location.service.ts'

/** Who works here, who may do what, and where: each feature may use only those above it. */
export const identity = await defineSubgraph({
  name: 'identity',
  migrations: new URL('../migrations', import.meta.url),
  resolvers: [LocationResolver],
  entities: { Location: readLocations },
})
