import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PetAlertResolver, PetAlertsResolver } from './pet-alert.resolver.ts'

export const feature: Feature = { resolvers: [PetAlertResolver, PetAlertsResolver] }
