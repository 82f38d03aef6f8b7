import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PatientMatchResolver } from './patient-match.resolver.ts'

export const feature: Feature = { resolvers: [PatientMatchResolver] }
