import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PatientFlowResolver } from './patient-flow.resolver.ts'

export const feature: Feature = {
  resolvers: [PatientFlowResolver],
  permissions: {
    'walk-in:register': {
      allows: 'Register patients who come without an appointment',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'appointment:triage': {
      allows: 'Say how urgent a patient is',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
  },
}
