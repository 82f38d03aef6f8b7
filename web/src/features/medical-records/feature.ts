import EditNote from '@mui/icons-material/EditNoteOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [
    { path: 'to-do', sections: 'toDo', load: async () => (await import('./ToDoPage')).ToDoPage },
    {
      path: 'admin/record-templates',
      load: async () => (await import('./RecordTemplatesPage')).RecordTemplatesPage,
    },
    {
      path: 'admin/diagnosis-codes',
      load: async () => (await import('./DiagnosisCodesPage')).DiagnosisCodesPage,
    },
  ],
  links: [
    {
      to: '/to-do',
      label: 'To do',
      icon: EditNote,
      permission: 'medical-record:sign',
      area: 'clinic',
      place: 45,
    },
    {
      to: '/admin/record-templates',
      group: 'clinic',
      label: 'Record templates',
      permission: 'record-template:write',
      place: 27,
    },
    {
      to: '/admin/diagnosis-codes',
      group: 'clinic',
      label: 'Diagnosis codes',
      permission: 'diagnosis-code:write',
      place: 28,
    },
  ],
  sections: {
    chart: [
      {
        key: 'records',
        label: 'Medical records',
        place: 20,
        permission: 'medical-record:read',
        load: async () => (await import('./MedicalRecordsSection')).MedicalRecordsSection,
      },
    ],
  },
}
