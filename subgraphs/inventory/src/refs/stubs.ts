import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('A location of the hospital, with its own time zone, currency and opening hours.')
export class Location extends Reference {}

@Stub('An active substance of medicines, or something that animals are allergic to.')
export class Substance extends Reference {}

@Stub('A person with an account: staff, or a pet owner who uses the portal.')
export class User extends Reference {}

@Stub('A patient of the hospital. Its profile is kept by the clinical subgraph.')
export class Pet extends Reference {}

@Stub('A pet owner: brings the pets and pays. Kept by the clinical subgraph.')
export class Owner extends Reference {}

@Stub('A medicine that a vet has prescribed for a pet.')
export class Prescription extends Reference {}
