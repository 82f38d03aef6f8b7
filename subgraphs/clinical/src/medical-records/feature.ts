import type { Feature } from '@vetgraph/kit/feature'
import { ChartResolver, MedicalRecordResolver } from './medical-record.resolver.ts'
import { readMedicalRecords } from './medical-record.service.ts'

export const feature: Feature = {
  resolvers: [MedicalRecordResolver, ChartResolver],
  entities: { MedicalRecord: readMedicalRecords },
  permissions: {
    'medical-record:read': { allows: 'Read medical records', roles: ['VET', 'TECHNICIAN'] },
    'medical-record:write': { allows: 'Write and edit draft medical records', roles: ['VET', 'TECHNICIAN'] },
  },
}
