import type { Feature } from '@vetgraph/kit/contracts/feature'
import { LocationResolver } from './location.resolver.ts'
import { readLocations } from './location.service.ts'

export const feature: Feature = {
  resolvers: [LocationResolver],
  entities: { Location: readLocations },
  permissions: {
    'location:write': { allows: 'Open, change and retire locations', hospitalWide: true },
    'location:read': {
      allows: 'List the hospital’s locations and look them up: the web client needs one to work at',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST', 'SCREEN', 'OWNER'],
    },
  },
}
