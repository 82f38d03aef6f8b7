import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('An appointment of one pet to one vet, at one location, from start to end.')
export class Appointment extends Reference {}

@Stub('A type of appointment that can be booked: a check-up, a vaccination, a surgery.')
export class AppointmentType extends Reference {}

@Stub('A pet owner: brings the pets and pays. Kept by the clinical subgraph.')
export class Owner extends Reference {}

@Stub('A pet: a patient of the hospital. Its profile is kept by the clinical subgraph.')
export class Pet extends Reference {}

@Stub('A location of the hospital, with its own time zone, currency and opening hours.')
export class Location extends Reference {}

@Stub('A person with an account. Kept by the identity subgraph.')
export class User extends Reference {}

@Stub('What a vet proposes to do for a patient. Kept by the clinical subgraph.')
export class TreatmentPlan extends Reference {}
