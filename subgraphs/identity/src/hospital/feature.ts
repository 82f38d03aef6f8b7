import type { Feature } from '@vetgraph/kit/contracts/feature'
import { HospitalResolver } from './hospital.resolver.ts'

export const feature: Feature = {
  resolvers: [HospitalResolver],
  permissions: {
    'hospital:write': { allows: 'Edit the hospital’s own details', hospitalWide: true },
  },
}
