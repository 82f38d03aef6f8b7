import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('A visit of one pet to one vet, at one location, from start to end.')
export class Appointment extends Reference {}

@Stub('What can be booked: a check-up, a vaccination, a surgery.')
export class AppointmentType extends Reference {}

@Stub('A client: who brings the pets and pays. Kept by the clinical part.')
export class Owner extends Reference {}

@Stub('A patient. Its profile is kept by the clinical part.')
export class Pet extends Reference {}

@Stub('A place of the hospital group, with its own time zone, currency and hours.')
export class Location extends Reference {}
