import { defineSubgraph } from '@vetgraph/kit/subgraph'
import { AppointmentTypeResolver } from './appointment-types/appointment-type.resolver.ts'
import { readAppointmentTypes } from './appointment-types/appointment-type.service.ts'
import { AppointmentChangesResolver } from './appointments/appointment-changes.resolver.ts'
import {
  AppointmentHistoryResolver,
  AppointmentPlaceResolver,
  AppointmentResolver,
  CalendarColumnResolver,
  SlotResolver,
} from './appointments/appointment.resolver.ts'
import { readAppointments } from './appointments/appointment.service.ts'
import { PetAppointmentsResolver } from './appointments/pet-appointments.resolver.ts'
import { VetAppointmentsResolver } from './appointments/vet-appointments.resolver.ts'
import { loadDemo } from './demo.ts'
import { reactions } from './reactions.ts'
import { Location } from './refs/stubs.ts'
import { RoomResolver } from './rooms/room.resolver.ts'
import { RosterResolver } from './rosters/roster.resolver.ts'

/** The diary: each feature may use only those above it. */
export const scheduling = await defineSubgraph({
  name: 'scheduling',
  migrations: new URL('../migrations', import.meta.url),
  resolvers: [
    RoomResolver,
    AppointmentTypeResolver,
    RosterResolver,
    AppointmentResolver,
    AppointmentHistoryResolver,
    AppointmentPlaceResolver,
    CalendarColumnResolver,
    SlotResolver,
    AppointmentChangesResolver,
    PetAppointmentsResolver,
    VetAppointmentsResolver,
  ],
  stubs: [Location],
  entities: { Appointment: readAppointments, AppointmentType: readAppointmentTypes },
  reactions,
  demo: loadDemo,
})
