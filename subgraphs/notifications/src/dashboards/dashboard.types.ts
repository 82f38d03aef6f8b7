import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'How the hospital’s messages stand, for the start page.' })
export class NotificationsDashboard {
  @Field(() => Int, { nullable: true, description: 'The number of `mails` that are FAILED.' })
  failedMails!: number | null
}
