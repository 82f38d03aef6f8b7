import { Directive, Field, ID, ObjectType } from 'type-graphql'

@Directive('@inaccessible')
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'The patients that a file of another system can mean. Other subgraphs ask for it, nobody else.',
})
export class PatientMatch {
  @Field(() => ID, {
    description:
      'What the file says: a microchip number, or the client’s e-mail address or telephone number and, in a second line, the patient’s name.',
  })
  id!: string
}
