import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PrescriptionChangesResolver } from './prescription-changes.resolver.ts'
import { DispenseResolver, PetPrescriptionsResolver, PrescriptionResolver } from './prescription.resolver.ts'
import { readPrescriptions } from './prescription.service.ts'

export const feature: Feature = {
  resolvers: [PrescriptionResolver, PrescriptionChangesResolver, DispenseResolver, PetPrescriptionsResolver],
  entities: { Prescription: readPrescriptions },
  permissions: {
    'prescription:read': {
      allows: 'See prescriptions and compute doses',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'prescription:write': { allows: 'Prescribe, with a prescriber’s number of one’s own', roles: ['VET'] },
    'prescription:dispense': {
      allows: 'Hand out what is prescribed',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
  },
}
