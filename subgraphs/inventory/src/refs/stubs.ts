import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('A location of the hospital, with its own time zone, currency and opening hours.')
export class Location extends Reference {}

@Stub('An active substance of medicines, or something that animals are allergic to.')
export class Substance extends Reference {}

@Stub('A person with an account: staff, or a pet owner who uses the portal.')
export class User extends Reference {}
