import type { Feature } from '@vetgraph/kit/contracts/feature'
import { VisitLinkResolver } from './visit-link.resolver.ts'

export const feature: Feature = {
  resolvers: [VisitLinkResolver],
  public: ['Mutation.openReminder', 'Mutation.confirmLinkedAppointment', 'Mutation.cancelLinkedAppointment'],
}
