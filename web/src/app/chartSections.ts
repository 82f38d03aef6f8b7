import { MedicalRecordsSection } from '../features/medical-records/MedicalRecordsSection'
import type { ChartSection } from '../features/pets/chart/chartSection'
import { DetailsSection } from '../features/pets/chart/DetailsSection'
import { OverviewSection } from '../features/pets/chart/OverviewSection'
import { VisitsSection } from '../features/pets/chart/VisitsSection'

/** The patient's chart, from top to bottom: a new part of it is one line here. */
export const chartSections: readonly ChartSection[] = [
  { key: 'overview', label: 'Overview', permission: 'pet:read', Component: OverviewSection },
  {
    key: 'records',
    label: 'Medical records',
    permission: 'medical-record:read',
    Component: MedicalRecordsSection,
  },
  { key: 'visits', label: 'Visits', permission: 'appointment:read', Component: VisitsSection },
  { key: 'details', label: 'Details', permission: 'pet:read', Component: DetailsSection },
]
