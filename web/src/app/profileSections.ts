import { MyConsentSection } from '../features/consents/MyConsentSection'
import { OwnDevicesSection } from '../features/devices/OwnDevicesSection'
import { ContactSection } from '../features/household/ContactSection'
import { ActivitySection } from '../features/people/ActivitySection'
import { PinSection } from '../features/workstations/PinSection'
import type { ProfileSection } from '../features/profile/ProfilePage'
import { OwnFactsSection } from '../features/profile/OwnFactsSection'
import { SecondFactorSection } from './second-factor/SecondFactorSection'
import { EmailSection } from './session/EmailSection'
import { PasswordSection } from './session/PasswordSection'

/** One's own page, from top to bottom: a new part of it is one line here. */
export const profileSections: readonly ProfileSection[] = [
  { key: 'facts', Component: OwnFactsSection },
  { key: 'contact', Component: ContactSection },
  { key: 'consent', Component: MyConsentSection },
  { key: 'second-factor', Component: SecondFactorSection },
  { key: 'password', Component: PasswordSection },
  { key: 'email', Component: EmailSection },
  { key: 'devices', Component: OwnDevicesSection },
  { key: 'pin', Component: PinSection },
  { key: 'activity', Component: ActivitySection },
]
