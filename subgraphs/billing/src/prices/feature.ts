import type { Feature } from '@vetgraph/kit/feature'
import { AppointmentTypePriceResolver } from './price.resolver.ts'

export const feature: Feature = {
  resolvers: [AppointmentTypePriceResolver],
}
