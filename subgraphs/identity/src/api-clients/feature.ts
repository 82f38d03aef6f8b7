import type { Feature } from '@vetgraph/kit/feature'
import { ApiClientResolver } from './api-client.resolver.ts'

export const feature: Feature = {
  resolvers: [ApiClientResolver],
  permissions: {
    'api-client:read': { allows: 'See which programs may use the graph, and when they last did' },
    'api-client:write': {
      allows: 'Let programs use the graph, change their secrets, shut them out',
      peopleOnly: true,
    },
  },
}
