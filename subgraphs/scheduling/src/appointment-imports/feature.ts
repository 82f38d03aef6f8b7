import type { Feature } from '@vetgraph/kit/contracts/feature'
import { AppointmentImportResolver } from './appointment-import.resolver.ts'

export const feature: Feature = {
  resolvers: [AppointmentImportResolver],
  permissions: {
    'appointment:import': { allows: 'Import the calendar of another system' },
  },
}
