import { Id } from '@vetgraph/kit/fields'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DeviceKind } from './device.ts'
import { signInMethods } from './session.table.ts'

registerEnumType(DeviceKind, {
  name: 'DeviceKind',
  description: 'The kind of device, as its browser reports it.',
  valuesConfig: {
    DESKTOP: { description: 'A desktop or laptop computer.' },
    TABLET: { description: 'A tablet.' },
    PHONE: { description: 'A telephone.' },
    OTHER: { description: 'Software that is not a browser, or that does not identify itself.' },
  },
})

/** The values of the column, as GraphQL wants them. */
const SignInMethod = Object.fromEntries(signInMethods.map((method) => [method, method]))

registerEnumType(SignInMethod, {
  name: 'SignInMethod',
  description: 'How a user signed in.',
  valuesConfig: {
    PASSWORD: { description: 'With a password.' },
    PIN: { description: 'With a PIN, at a shared workstation.' },
    OIDC: { description: 'With an OpenID Connect provider.' },
  },
})

@ObjectType({ description: 'A browser or app in which a user is signed in.' })
export class DeviceSession {
  @Id()
  id!: string

  @Field(() => SignInMethod, { description: 'How the user signed in.' })
  method!: string

  @Field(() => String, { description: 'The IP address of the last use.' })
  ip!: string

  @Field(() => Date, { description: 'When the user signed in.' })
  createdAt!: Date

  @Field(() => Date, {
    description: 'When the session was last refreshed; while open, this happens every 15 minutes.',
  })
  lastUsedAt!: Date

  @Field(() => Date, { description: 'When the session ends unless it is used before.' })
  expiresAt!: Date
}
