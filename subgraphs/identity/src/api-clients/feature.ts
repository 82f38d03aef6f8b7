import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ApiClientResolver } from './api-client.resolver.ts'

export const feature: Feature = {
  resolvers: [ApiClientResolver],
  permissions: {
    'api-client:read': { allows: 'See which API clients may use the graph, and when they last did' },
    'api-client:write': {
      allows: 'Create, change and revoke API clients and their secrets',
      peopleOnly: true,
    },
  },
}
