import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ChartResolver, MedicalRecordResolver, VisitRecordResolver } from './medical-record.resolver.ts'
import { readMedicalRecords } from './medical-record.service.ts'
import { RecordSettingsResolver } from './record-settings.resolver.ts'
import { lockOverdueDrafts } from './sign.service.ts'
import {
  AddendumResolver,
  MedicalRecordChangeResolver,
  SignedRecordResolver,
} from './signed-record.resolver.ts'

export const feature: Feature = {
  resolvers: [
    MedicalRecordResolver,
    ChartResolver,
    VisitRecordResolver,
    SignedRecordResolver,
    AddendumResolver,
    MedicalRecordChangeResolver,
    RecordSettingsResolver,
  ],
  entities: { MedicalRecord: readMedicalRecords },
  permissions: {
    'medical-record:read': { allows: 'Read medical records', roles: ['VET', 'TECHNICIAN'] },
    'medical-record:write': { allows: 'Write and edit draft medical records', roles: ['VET', 'TECHNICIAN'] },
    'medical-record:sign': {
      allows: 'Sign one’s own medical records, retract them, and add addenda to signed ones',
      roles: ['VET', 'TECHNICIAN'],
    },
    'medical-record:sign-others': { allows: 'Sign and retract medical records of colleagues' },
    'medical-record:release': {
      allows: 'Show signed medical records to the owner, and withdraw them',
      roles: ['VET'],
    },
    'medical-record:back-date': {
      allows: 'Write medical records of an earlier day than the visit’s; they are marked',
      roles: ['VET'],
    },
  },
  work: { 'lock-overdue-drafts': lockOverdueDrafts },
  crons: { 'lock-overdue-drafts': '*/10 * * * *' },
}
