import type { Feature } from '@vetgraph/kit/contracts/feature'
import { AppointmentTypeResolver } from './appointment-type.resolver.ts'
import { readAppointmentTypes } from './appointment-type.service.ts'

export const feature: Feature = {
  resolvers: [AppointmentTypeResolver],
  entities: { AppointmentType: readAppointmentTypes },
  permissions: {
    'appointment-type:write': { allows: 'Add, change and retire appointment types' },
  },
}
