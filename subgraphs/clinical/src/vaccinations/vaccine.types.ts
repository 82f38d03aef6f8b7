import { Id, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { VaccinationRoute, VaccineImportance } from './vaccine.table.ts'

registerEnumType(VaccineImportance, {
  name: 'VaccineImportance',
  description:
    'Whether every animal of the species should have a vaccination, as the WSAVA distinguishes them.',
  valuesConfig: {
    CORE: { description: 'For every animal of the species, anywhere or in the hospital’s region.' },
    NON_CORE: { description: 'For animals at risk because of where and how they live.' },
  },
})

registerEnumType(VaccinationRoute, {
  name: 'VaccinationRoute',
  description: 'How a vaccine is given.',
  valuesConfig: {
    SUBCUTANEOUS: { description: 'Under the skin.' },
    INTRAMUSCULAR: { description: 'Into a muscle.' },
    INTRANASAL: { description: 'Into the nose.' },
    ORAL: { description: 'By mouth.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'When the doses against one group of diseases are due for one species. The protocols of a new hospital follow the WSAVA’s guidelines of 2024 and can be changed.',
})
export class VaccinationProtocol {
  @Id()
  id!: string

  @Field(() => String, { description: 'What the group is called, `Core (distemper, …)`.' })
  name!: string

  @Field(() => [String], { description: 'The diseases it protects from.' })
  diseases!: string[]

  @Field(() => VaccineImportance, { description: 'Whether it is core.' })
  importance!: VaccineImportance

  @Field(() => Boolean, {
    description: 'Whether it is the protocol for rabies, for which there is a certificate of its own.',
  })
  rabies!: boolean

  @Field(() => Int, { description: 'The age in weeks from which the first dose is given.' })
  firstDoseWeeks!: number

  @Field(() => Int, { description: 'Weeks between the doses of the primary course.' })
  intervalWeeks!: number

  @Field(() => Int, {
    description: 'The primary course of a young animal ends with a dose at this age in weeks or later.',
  })
  primaryUntilWeeks!: number

  @Field(() => Int, {
    description:
      'The number of doses of a primary course that begins after `primaryUntilWeeks`; the least number of one that begins earlier.',
  })
  lateStartDoses!: number

  @Field(() => Int, {
    nullable: true,
    description:
      'The age in weeks of the first booster of an animal whose course began young; null when only `firstBoosterMonths` counts.',
  })
  firstBoosterAgeWeeks!: number | null

  @Field(() => Int, { description: 'Months from the primary course to the first booster.' })
  firstBoosterMonths!: number

  @Field(() => Int, { description: 'Months from one booster to the next.' })
  boosterMonths!: number

  @Field(() => String, { nullable: true, description: 'Where these figures are from.' })
  source!: string | null

  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is no longer used; null in use.',
  })
  retiredAt!: Date | null

  @Version()
  version!: number

  speciesId!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A vaccine by its name and maker.' })
export class VaccineProduct {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name under which it is sold.' })
  name!: string

  @Field(() => String, { description: 'The manufacturer.' })
  maker!: string

  @Field(() => VaccinationRoute, { description: 'How it is usually given.' })
  route!: VaccinationRoute

  @Field(() => String, { description: 'The usual dose with its unit, `1 ml`.' })
  dose!: string

  @Field(() => Int, {
    nullable: true,
    description:
      'For how many months the label promises protection, which the rabies certificate says; null if unsaid.',
  })
  licensedMonths!: number | null

  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is no longer used; null in use.',
  })
  retiredAt!: Date | null

  @Version()
  version!: number

  protocolIds!: string[]
}

@ObjectType({ description: 'A page of vaccines.' })
export class VaccineProductConnection extends connectionOf(
  () => VaccineProduct,
  'VaccineProduct',
  'vaccines',
) {}

@InputType({ description: 'Which vaccines to list.' })
export class VaccineProductFilter {
  @Field(() => ID, { nullable: true, description: 'Only those for this species; all if left out.' })
  speciesId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True for retired ones only, false for those in use, null for both.',
  })
  retired?: boolean | null
}

@InputType({ description: 'A protocol as a whole: a new one, or with `id` and `version` the change of one.' })
export class SaveVaccinationProtocolInput {
  @Field(() => ID, { nullable: true, description: 'The protocol to change; left out, a new one is made.' })
  id?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The version the change is based on, needed with `id`; a stale one is a CONFLICT.',
  })
  version?: number | null

  @Field(() => ID, { description: 'The species; that of an existing protocol never changes.' })
  speciesId!: string

  @Field(() => String, { description: 'What it is called, up to 200 characters.' })
  name!: string

  @Field(() => [String], { description: '1 to 20 diseases, each up to 200 characters.' })
  diseases!: string[]

  @Field(() => VaccineImportance, { description: 'Whether it is core.' })
  importance!: VaccineImportance

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is the protocol for rabies.' })
  rabies!: boolean

  @Field(() => Int, { description: 'Age in weeks from which the first dose is given, 0 to 520.' })
  firstDoseWeeks!: number

  @Field(() => Int, { description: 'Weeks between the doses of the primary course, 1 to 52.' })
  intervalWeeks!: number

  @Field(() => Int, {
    description: 'Age in weeks at which the primary course ends: from `firstDoseWeeks` to 520.',
  })
  primaryUntilWeeks!: number

  @Field(() => Int, {
    description: 'Doses of a primary course that begins after `primaryUntilWeeks`, 1 to 5.',
  })
  lateStartDoses!: number

  @Field(() => Int, {
    nullable: true,
    description: 'Age in weeks of the first booster: from `primaryUntilWeeks` to 520.',
  })
  firstBoosterAgeWeeks?: number | null

  @Field(() => Int, { description: 'Months from the primary course to the first booster, 1 to 120.' })
  firstBoosterMonths!: number

  @Field(() => Int, { description: 'Months from one booster to the next, 1 to 120.' })
  boosterMonths!: number

  @Field(() => String, { nullable: true, description: 'Where these figures are from, up to 200 characters.' })
  source?: string | null

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is no longer used.' })
  retired!: boolean
}

@InputType({ description: 'A vaccine as a whole: a new one, or with `id` and `version` the change of one.' })
export class SaveVaccineProductInput {
  @Field(() => ID, { nullable: true, description: 'The vaccine to change; left out, a new one is made.' })
  id?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The version the change is based on, needed with `id`; a stale one is a CONFLICT.',
  })
  version?: number | null

  @Field(() => String, { description: 'Name, up to 200 characters.' })
  name!: string

  @Field(() => String, { description: 'Manufacturer, up to 200 characters.' })
  maker!: string

  @Field(() => [ID], {
    description: 'The protocols whose doses it gives, 1 to 20; their species are its species.',
  })
  protocolIds!: string[]

  @Field(() => VaccinationRoute, { description: 'How it is usually given.' })
  route!: VaccinationRoute

  @Field(() => String, { description: 'The usual dose with its unit, up to 200 characters.' })
  dose!: string

  @Field(() => Int, { nullable: true, description: 'Months of protection by the label, 1 to 120.' })
  licensedMonths?: number | null

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is no longer used.' })
  retired!: boolean
}
