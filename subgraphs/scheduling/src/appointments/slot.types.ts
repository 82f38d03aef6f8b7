import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { EquipmentKind } from '../equipment/equipment.table.ts'
import { Equipment } from '../equipment/equipment.types.ts'
import { Room } from '../rooms/room.types.ts'

export enum NoSlotReason {
  CLOSED = 'CLOSED',
  NOBODY_ON_DUTY = 'NOBODY_ON_DUTY',
  NOT_BOOKABLE_THEN = 'NOT_BOOKABLE_THEN',
  ONLINE_RULES = 'ONLINE_RULES',
  VETS_BUSY = 'VETS_BUSY',
  PATIENT_BUSY = 'PATIENT_BUSY',
  NO_ROOM = 'NO_ROOM',
  NO_EQUIPMENT = 'NO_EQUIPMENT',
}

registerEnumType(NoSlotReason, {
  name: 'NoSlotReason',
  description: 'Why there is no free time on some days.',
  valuesConfig: {
    CLOSED: { description: 'The location is closed.' },
    NOBODY_ON_DUTY: { description: 'No vet, or not the one asked for, is on duty for long enough.' },
    NOT_BOOKABLE_THEN: { description: 'The times are past, or further ahead than the location books.' },
    ONLINE_RULES: { description: 'The rules of the appointment type for online booking leave no time.' },
    VETS_BUSY: { description: 'The vets on duty are busy, with preparation and cleaning.' },
    PATIENT_BUSY: { description: 'The pet has other appointments at the times at which vets are free.' },
    NO_ROOM: { description: 'No room is free at the times at which vets are free.' },
    NO_EQUIPMENT: {
      description: 'Required equipment is not free at the times at which vets and rooms are free.',
    },
  },
})

@ObjectType({ description: 'A free time for an appointment.' })
export class Slot {
  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End, an instant, exclusive.' })
  endsAt!: Date

  @Field(() => Room, {
    nullable: true,
    description: 'A free room, if the appointment type needs one; else null.',
  })
  room!: Room | null

  @Field(() => [Equipment], {
    description: 'A free piece of each kind of equipment that the appointment type requires.',
  })
  equipment!: Equipment[]

  vetId!: string
}

@ObjectType({ description: 'The next free time, and why there is none on the days asked for.' })
export class NextSlot {
  @Field(() => NoSlotReason, {
    nullable: true,
    description: 'Why nothing is free on the days asked for; null if something is.',
  })
  reason!: NoSlotReason | null

  @Field(() => EquipmentKind, {
    nullable: true,
    description: 'The kind of equipment that is not free, if the reason is NO_EQUIPMENT; else null.',
  })
  equipmentKind!: EquipmentKind | null

  @Field(() => Slot, {
    nullable: true,
    description: 'The next free time; null if there is none in the next twelve weeks.',
  })
  slot!: Slot | null
}
