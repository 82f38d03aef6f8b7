import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { given } from '@vetgraph/kit/text'
import { eq } from 'drizzle-orm'
import { lockOwner } from '../owners/owner.service.ts'
import { latestDay } from '../refs/location-ref.service.ts'
import { checkKind } from '../species/species.service.ts'
import { earliestBirth } from './age.ts'
import { numbersOf, setMicrochips } from './microchip.service.ts'
import { announcePet, getPet, lockPet, petValues, petValuesFor } from './pet.service.ts'
import { NeuterStatus, type PetRow, pets, PetStatus, Sex } from './pet.table.ts'
import type { CreatePetInput, UpdatePetInput } from './pet.inputs.ts'

/** The day of birth, if it can be one. */
export async function birthDay(ctx: Context, date: string | null): Promise<string | null> {
  if (date !== null && date > (await latestDay(ctx))) {
    throw badInput('dateOfBirth', 'This day has not come yet.')
  }
  if (date !== null && date < earliestBirth) throw badInput('dateOfBirth', 'No patient is that old.')
  return date
}

/** Adds a patient to a household. */
export async function createPet(ctx: Context, input: CreatePetInput): Promise<PetRow> {
  authorize(ctx, 'pet:write')
  const id = await once(ctx, 'createPet', input, async (ctx) => {
    const owner = await lockOwner(ctx, input.ownerId, 'ownerId')
    if (owner.archivedAt) throw badInput('ownerId', 'This owner is archived.')
    await checkKind(ctx, input.speciesId, input.breedId ?? null)
    const [pet] = await ctx.db
      .insert(pets)
      .values({
        id: newId(),
        ownerId: owner.id,
        name: input.name,
        speciesId: input.speciesId,
        breedId: input.breedId ?? null,
        sex: input.sex ?? Sex.UNKNOWN,
        neuterStatus: input.neuterStatus ?? NeuterStatus.UNKNOWN,
        dateOfBirth: await birthDay(ctx, input.dateOfBirth ?? null),
        birthDateEstimated: input.birthDateEstimated ?? false,
        color: input.color ?? null,
        status: PetStatus.ACTIVE,
        notes: input.notes ?? null,
        version: 1,
        createdAt: ctx.now(),
        updatedAt: ctx.now(),
      })
      .returning()
    const chips = await setMicrochips(
      ctx,
      pet!,
      input.microchips ?? [],
      input.allowDuplicateMicrochip ?? false,
    )
    await audit(ctx, 'pet.create', { entity: 'Pet', entityId: pet!.id, after: petValues(pet!, chips) })
    await announcePet(ctx, pet!)
    return pet!.id
  })
  return getPet(ctx, id)
}

type PetChanges = Omit<UpdatePetInput, 'id' | 'version'>

/** The species and breed after a change: another species leaves the breed behind. */
async function kindAfter(ctx: Context, before: PetRow, input: PetChanges) {
  const speciesId = given('speciesId', input.speciesId, before.speciesId)
  const kept = speciesId === before.speciesId ? before.breedId : null
  const breedId = input.breedId === undefined ? kept : input.breedId
  if (speciesId !== before.speciesId || breedId !== before.breedId) await checkKind(ctx, speciesId, breedId)
  return { speciesId, breedId }
}

/** Changes what is known of a patient. */
export async function updatePet(ctx: Context, input: UpdatePetInput): Promise<PetRow> {
  authorize(ctx, 'pet:write')
  return transact(ctx, async (ctx) => changePet(ctx, await lockPet(ctx, input.id, 'id'), input))
}

/** Changes a pet's row that is locked; CONFLICT when it is not the version that was seen. */
export async function changePet(
  ctx: Context,
  before: PetRow,
  input: PetChanges & { version: number },
): Promise<PetRow> {
  const had = await numbersOf(ctx, before.id)
  if (before.version !== input.version) throw stale(petValuesFor(ctx, before, had), before.version)
  const [pet] = await ctx.db
    .update(pets)
    .set({
      ...(await kindAfter(ctx, before, input)),
      name: given('name', input.name, before.name),
      sex: given('sex', input.sex, before.sex),
      neuterStatus: given('neuterStatus', input.neuterStatus, before.neuterStatus),
      dateOfBirth:
        input.dateOfBirth === undefined ? before.dateOfBirth : await birthDay(ctx, input.dateOfBirth),
      birthDateEstimated: given('birthDateEstimated', input.birthDateEstimated, before.birthDateEstimated),
      color: input.color === undefined ? before.color : input.color,
      notes: input.notes === undefined ? before.notes : input.notes,
      version: before.version + 1,
      updatedAt: ctx.now(),
    })
    .where(eq(pets.id, before.id))
    .returning()
  const chips =
    input.microchips === undefined
      ? had
      : await setMicrochips(ctx, pet!, input.microchips ?? [], input.allowDuplicateMicrochip ?? false)
  await audit(ctx, 'pet.update', {
    entity: 'Pet',
    entityId: before.id,
    before: petValues(before, had),
    after: petValues(pet!, chips),
  })
  await announcePet(ctx, pet!)
  return pet!
}
