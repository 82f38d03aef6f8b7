import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { EquipmentKind } from './equipment.table.ts'

registerEnumType(EquipmentKind, {
  name: 'EquipmentKind',
  description: 'A kind of equipment that an appointment type can require.',
  valuesConfig: {
    THEATRE: { description: 'An operating theatre.' },
    ANAESTHESIA_MACHINE: { description: 'An anaesthesia machine.' },
    ULTRASOUND: { description: 'An ultrasound scanner.' },
    X_RAY: { description: 'An X-ray unit.' },
    CT_SCANNER: { description: 'A CT scanner.' },
    ENDOSCOPE: { description: 'An endoscope.' },
    DENTAL_UNIT: { description: 'A dental unit.' },
    LASER: { description: 'A therapy laser.' },
  },
})

@ObjectType({ description: 'A machine or theatre of a location that one appointment at a time can use.' })
export class Equipment {
  @Id()
  id!: string

  @Field(() => EquipmentKind, { description: 'The kind, by which appointment types require it.' })
  kind!: EquipmentKind

  @Field(() => String, { description: 'The name, such as “Ultrasound 2”.' })
  name!: string

  @Field(() => Boolean, { description: 'Whether it can be booked; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number

  locationId!: string
}

@InputType({ description: 'New equipment.' })
export class CreateEquipmentInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => EquipmentKind, { description: 'The kind; it cannot be changed later.' })
  kind!: EquipmentKind

  @Text({ description: 'The name. CONFLICT if other equipment of the location has it.' })
  name!: string
}

@InputType({ description: 'A change to equipment; omitted fields stay unchanged.' })
export class UpdateEquipmentInput {
  @Field(() => ID, { description: 'The equipment’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The name.' })
  name?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'False retires it: appointments that use it stay. True reactivates it.',
  })
  active?: boolean | null
}

@InputType({ description: 'Filters; a location is required.' })
export class EquipmentChangeFilter {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string
}
