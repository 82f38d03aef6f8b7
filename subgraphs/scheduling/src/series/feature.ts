import type { Feature } from '@vetgraph/kit/contracts/feature'
import { AppointmentSeriesResolver, SeriesOccurrenceResolver, SeriesResolver } from './series.resolver.ts'

export const feature: Feature = {
  resolvers: [SeriesResolver, SeriesOccurrenceResolver, AppointmentSeriesResolver],
}
