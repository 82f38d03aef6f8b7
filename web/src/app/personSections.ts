import { PersonDevicesSection } from '../features/devices/PersonDevicesSection'
import { ActivitySection } from '../features/people/ActivitySection'
import { SecondFactorSection } from '../features/people/SecondFactorSection'
import { VisitsAheadSection } from '../features/people/VisitsAheadSection'
import type { PersonSection } from '../features/people/PersonPage'

/** A colleague's page, from top to bottom: a new part of it is one line here. */
export const personSections: readonly PersonSection[] = [
  { key: 'visits', permission: 'appointment:read', Component: VisitsAheadSection },
  { key: 'second-factor', permission: 'user:read', Component: SecondFactorSection },
  { key: 'devices', permission: 'session:revoke', Component: PersonDevicesSection },
  { key: 'activity', permission: 'audit:read', Component: ActivitySection },
]
