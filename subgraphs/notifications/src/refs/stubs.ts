import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('A visit of one pet to one vet, at one location, from start to end.')
export class Appointment extends Reference {}

@Stub('A client: who brings the pets and pays. Kept by the clinical part.')
export class Owner extends Reference {}

@Stub('Somebody with an account: staff, a pet owner, or both.')
export class User extends Reference {}
