import { OwnerConsentSection } from '../features/consents/OwnerConsentSection'
import { OwnerInvoicesSection } from '../features/invoices/OwnerInvoicesSection'
import type { OwnerSection } from '../features/owners/OwnerPage'
import { HouseholdSection } from '../features/pets/HouseholdSection'

/** The client's page, from top to bottom: a new part of it is one line here. */
export const ownerSections: readonly OwnerSection[] = [
  { key: 'pets', permission: 'pet:read', Component: HouseholdSection },
  { key: 'invoices', permission: 'invoice:read', Component: OwnerInvoicesSection },
  { key: 'consent', permission: 'consent:read', Component: OwnerConsentSection },
]
