import { Id } from '@vetgraph/kit/fields'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DeviceKind } from './device.ts'
import { signInMethods } from './session.table.ts'

registerEnumType(DeviceKind, {
  name: 'DeviceKind',
  description: 'What sort of device it is, as its browser says.',
  valuesConfig: {
    DESKTOP: { description: 'A desktop or laptop computer.' },
    TABLET: { description: 'A tablet.' },
    PHONE: { description: 'A telephone.' },
    OTHER: { description: 'A program that is no browser, or says nothing that is known.' },
  },
})

/** The values of the column, as GraphQL wants them. */
const SignInMethod = Object.fromEntries(signInMethods.map((method) => [method, method]))

registerEnumType(SignInMethod, {
  name: 'SignInMethod',
  description: 'How somebody proved who they are.',
  valuesConfig: {
    PASSWORD: { description: 'With the password.' },
    PIN: { description: 'With the PIN, at a shared workstation.' },
    OIDC: { description: 'With an account elsewhere.' },
  },
})

@ObjectType({ description: 'A browser or program in which somebody is signed in.' })
export class DeviceSession {
  @Id()
  id!: string

  @Field(() => SignInMethod, { description: 'How the person signed in there.' })
  method!: string

  @Field(() => String, { description: 'The network address it was last used from.' })
  ip!: string

  @Field(() => Date, { description: 'When the person signed in.' })
  createdAt!: Date

  @Field(() => Date, {
    description: 'When it was last renewed, which happens every quarter of an hour while it is open.',
  })
  lastUsedAt!: Date

  @Field(() => Date, { description: 'When it ends if it is not used before.' })
  expiresAt!: Date
}
