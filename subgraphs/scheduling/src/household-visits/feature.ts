import type { Feature } from '@vetgraph/kit/contracts/feature'
import { HouseholdVisitOfAppointmentResolver, HouseholdVisitResolver } from './household-visit.resolver.ts'

export const feature: Feature = { resolvers: [HouseholdVisitResolver, HouseholdVisitOfAppointmentResolver] }
