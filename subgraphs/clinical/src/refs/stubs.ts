import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('A person with an account: staff, or a pet owner who uses the portal.')
export class User extends Reference {}

@Stub('A visit: a pet, a vet and a room at a time.')
export class Appointment extends Reference {}

@Stub('A kind of visit with its duration.')
export class AppointmentType extends Reference {}
@Stub('A place of the hospital group, with its own time zone, currency and hours.')
export class Location extends Reference {}
@Stub('An entry of the price list: a service, a medication or a product.')
export class Service extends Reference {}

@Stub('Something that the hospital keeps in stock.')
export class InventoryItem extends Reference {}
