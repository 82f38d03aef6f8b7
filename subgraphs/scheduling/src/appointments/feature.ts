import type { Feature } from '@vetgraph/kit/contracts/feature'
import { AffectedAppointmentsResolver } from './affected.resolver.ts'
import { AppointmentChangesResolver } from './appointment-changes.resolver.ts'
import {
  AppointmentHistoryResolver,
  AppointmentPlaceResolver,
  AppointmentResolver,
  CalendarColumnResolver,
  SlotResolver,
} from './appointment.resolver.ts'
import { readAppointments } from './appointment.service.ts'
import { LocationAppointmentsResolver } from './location-appointments.resolver.ts'
import { PetAppointmentsResolver } from './pet-appointments.resolver.ts'
import { VetAppointmentsResolver } from './vet-appointments.resolver.ts'

export const feature: Feature = {
  resolvers: [
    AppointmentResolver,
    AppointmentHistoryResolver,
    AppointmentPlaceResolver,
    CalendarColumnResolver,
    SlotResolver,
    AppointmentChangesResolver,
    AffectedAppointmentsResolver,
    LocationAppointmentsResolver,
    PetAppointmentsResolver,
    VetAppointmentsResolver,
  ],
  entities: { Appointment: readAppointments },
  permissions: {
    'appointment:read': {
      allows: 'See the diary and every appointment',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST', 'SCREEN'],
    },
    'appointment:book': { allows: 'Book, move and edit appointments', roles: ['VET', 'RECEPTIONIST'] },
    'appointment:cancel': { allows: 'Cancel appointments', roles: ['VET', 'RECEPTIONIST'] },
    'appointment:double-book': {
      allows: 'Book a patient for two visits at one time, with a reason',
      roles: ['VET'],
    },
    'appointment:other-day': {
      allows: 'Check in, start and complete visits on another day than their own, with a reason',
      roles: ['VET'],
    },
    'appointment:progress': {
      allows: 'Move a visit along: check in, start, complete, no-show, undo',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
  },
}
