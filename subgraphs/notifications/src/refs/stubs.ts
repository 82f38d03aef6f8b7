import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('An appointment of one pet to one vet, at one location, from start to end.')
export class Appointment extends Reference {}

@Stub('A pet owner: brings the pets and pays. Kept by the clinical subgraph.')
export class Owner extends Reference {}

@Stub('A user: somebody with an account, such as staff or a pet owner.')
export class User extends Reference {}

@Stub('A patient. Kept by the clinical subgraph.')
export class Pet extends Reference {}

@Stub('A location of the hospital.')
export class Location extends Reference {}
