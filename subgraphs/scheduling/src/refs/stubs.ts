import { Reference, Stub } from '@vetgraph/kit/fields'
import { Directive, Field } from 'type-graphql'

@Stub('A pet: a patient of the hospital. Its profile is kept by the clinical subgraph.')
export class Pet extends Reference {}

@Stub('Somebody with an account. The account is kept by the identity part.')
export class User extends Reference {
  /** Known here where a field says that it provides it. */
  @Directive('@external')
  @Field(() => String, { description: 'Given and family name.' })
  name?: string
}

@Stub('A location of the hospital, with its own time zone, currency and opening hours.')
export class Location extends Reference {}
