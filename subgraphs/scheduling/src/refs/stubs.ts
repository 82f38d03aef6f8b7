import { Reference, Stub } from '@vetgraph/kit/fields'
import { Directive, Field } from 'type-graphql'

@Stub('A patient. Its profile is kept by the clinical part.')
export class Pet extends Reference {}

@Stub('Somebody with an account. The account is kept by the identity part.')
export class User extends Reference {
  /** Known here where a field says that it provides it. */
  @Directive('@external')
  @Field(() => String, { description: 'Given and family name.' })
  name?: string
}

@Stub('A place of the hospital group, with its own time zone, currency and hours.')
export class Location extends Reference {}
