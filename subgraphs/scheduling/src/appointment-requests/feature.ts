import type { Feature } from '@vetgraph/kit/contracts/feature'
import { requestMessages } from './appointment-request.messages.ts'
import { AppointmentRequestResolver, PetAppointmentRequestResolver } from './appointment-request.resolver.ts'

export const feature: Feature = {
  resolvers: [AppointmentRequestResolver, PetAppointmentRequestResolver],
  messages: requestMessages,
}
