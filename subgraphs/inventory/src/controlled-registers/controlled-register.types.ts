import { Id } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Directive, Field, Int, ObjectType } from 'type-graphql'
import { MedicineForm } from '../inventory-items/inventory-item.table.ts'
import type { ItemSubstance } from '../inventory-items/inventory-item.table.ts'
import { MovementKind } from '../stock/stock-movement.table.ts'

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'The register of a controlled drug at a location: all items with the same active substances, strengths, form and unit. It begins with the first movement.',
})
export class ControlledRegister {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name of the item that was entered first.' })
  name!: string

  @Field(() => MedicineForm, { nullable: true, description: 'The form; null if it is not recorded.' })
  form!: MedicineForm | null

  @Field(() => String, { description: 'The unit of all its quantities: ml, tablet.' })
  unit!: string

  @Field(() => String, {
    nullable: true,
    description: 'The schedule or class by the law of the country; null if it is not recorded.',
  })
  schedule!: string | null

  locationId!: string
  substances!: readonly ItemSubstance[]
  lines!: number
  balance!: number
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A line of a controlled-drug register: what came in or went out, a count, or a correction. It is never changed, by nobody.',
})
export class RegisterLine {
  @Id()
  id!: string

  @Field(() => Int, { description: 'Its number in the register: from 1 on, without gaps.' })
  number!: number

  @Field(() => Date, { description: 'When it was written; never before the line above.' })
  at!: Date

  @Field(() => MovementKind, {
    nullable: true,
    description:
      'Why stock moved; null for counts, for corrections of words, and for what was there when the register began.',
  })
  movementKind!: MovementKind | null

  @Field(() => String, { description: 'Why it moved or was corrected, or what was found.' })
  reason!: string

  registerId!: string
  quantity!: number
  balance!: number
  counted!: number | null
  itemId!: string | null
  lotId!: string | null
  dispensingId!: string | null
  correctsId!: string | null
  actorId!: string
  witnessId!: string | null
}

@ObjectType({ description: 'Whether a register is as it was written.' })
export class RegisterVerification {
  @Field(() => Boolean, { description: 'Whether all lines are there and none was changed.' })
  intact!: boolean

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the first line that was changed or removed; null if it is intact.',
  })
  firstBroken!: number | null
}

export const ControlledRegisterConnection = connectionOf(
  () => ControlledRegister,
  'ControlledRegister',
  'registers',
)
export type ControlledRegisterConnection = InstanceType<typeof ControlledRegisterConnection>

export const RegisterLineConnection = connectionOf(() => RegisterLine, 'RegisterLine', 'lines')
export type RegisterLineConnection = InstanceType<typeof RegisterLineConnection>
