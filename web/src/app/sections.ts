import type { OwnerSection } from '../features/owners/OwnerPage'
import { OwnerInvoicesSection } from '../features/invoices/OwnerInvoicesSection'
import { MedicalRecordsSection } from '../features/medical-records/MedicalRecordsSection'
import type { ChartSection } from '../features/pets/chart/chartSection'
import { DetailsSection } from '../features/pets/chart/DetailsSection'
import { OverviewSection } from '../features/pets/chart/OverviewSection'
import { VisitsSection } from '../features/pets/chart/VisitsSection'
import { HouseholdSection } from '../features/pets/HouseholdSection'

/** The patient's chart, from top to bottom: a new part of it is one line here. */
export const chartSections: readonly ChartSection[] = [
  { key: 'overview', label: 'Overview', permission: 'pet:read', Component: OverviewSection },
  { key: 'records', label: 'Medical records', permission: 'medical-record:read', Component: MedicalRecordsSection },
  { key: 'visits', label: 'Visits', permission: 'appointment:read', Component: VisitsSection },
  { key: 'details', label: 'Details', permission: 'pet:read', Component: DetailsSection },
]

/** The client's page, from top to bottom. */
export const ownerSections: readonly OwnerSection[] = [
  { key: 'pets', permission: 'pet:read', Component: HouseholdSection },
  { key: 'invoices', permission: 'invoice:read', Component: OwnerInvoicesSection },
]
