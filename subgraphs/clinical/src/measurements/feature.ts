import type { Feature } from '@vetgraph/kit/contracts/feature'
import { MeasurementResolver, VitalsResolver } from './measurement.resolver.ts'

export const feature: Feature = { resolvers: [MeasurementResolver, VitalsResolver] }
