import type { Feature } from '@vetgraph/kit/contracts/feature'
import { readCages } from './cage.service.ts'
import { CageResolver } from './cage.resolver.ts'
import { HandOverResolver, InPatientResolver } from './in-patient.resolver.ts'
import { readInPatients } from './in-patient.service.ts'
import { TreatmentEntryResolver, TreatmentResolver } from './treatment.resolver.ts'

export const feature: Feature = {
  resolvers: [CageResolver, InPatientResolver, HandOverResolver, TreatmentResolver, TreatmentEntryResolver],
  entities: { InPatient: readInPatients, Cage: readCages },
  permissions: {
    'in-patient:read': {
      allows: 'See who is in the hospital, and treatment sheets',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'in-patient:write': { allows: 'Admit, move and discharge patients', roles: ['VET', 'TECHNICIAN'] },
    'treatment:order': { allows: 'Order and stop treatments of in-patients', roles: ['VET'] },
    'treatment:record': {
      allows: 'Enter what was done on treatment sheets, and hand over',
      roles: ['VET', 'TECHNICIAN'],
    },
    'cage:write': { allows: 'Add, change and retire cages' },
  },
}
