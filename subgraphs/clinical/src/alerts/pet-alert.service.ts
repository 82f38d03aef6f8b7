import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { optionalText, requiredText } from '@vetgraph/kit/text'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { usableSubstance } from '../formulary/substance.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { getPet, lockPet, type PetShown } from '../pets/pet.service.ts'
import { PetAlertKind, type PetAlertRow, petAlerts } from './pet-alert.table.ts'
import type { AddPetAlertInput, RemovePetAlertInput } from './pet-alert.types.ts'

const maxAlerts = 20
const maxReason = 1000

const severestFirst = sql`array_position(array['SEVERE', 'MODERATE', 'MILD'], ${petAlerts.severity})`

const alertsOf = statement(
  (db, { petIds, kind }: Places<{ petIds: readonly string[]; kind: string | null }>) =>
    db
      .select()
      .from(petAlerts)
      .where(
        and(
          among(petAlerts.petId, petIds),
          isNull(petAlerts.removedAt),
          kind ? eq(petAlerts.kind, kind) : undefined,
        ),
      )
      .orderBy(severestFirst, asc(petAlerts.addedAt), asc(petAlerts.id)),
)

/** Staff see every alert; an owner the allergies only. */
async function readAlerts(ctx: Context, petIds: readonly string[]) {
  const kind = can(ctx.viewer, 'pet:read') ? null : PetAlertKind.ALLERGY
  return (await alertsOf(ctx, { petIds, kind })).map((row) => [row.petId, row] as const)
}

/** A pet's alerts in force, severe ones first; the pet has been shown to the viewer already. */
export const listAlerts = (ctx: Context, petId: string): Promise<PetAlertRow[]> =>
  groupLoaderOf(ctx, readAlerts).load(petId)

/** Everything in force on a pet's chart, for verbs that must heed it. */
export const allAlertsOf = (ctx: Context, petId: string): Promise<PetAlertRow[]> =>
  alertsOf(ctx, { petIds: [petId], kind: null })

const valuesOf = ({ kind, severity, text, substanceId }: PetAlertRow) => ({
  alert: text,
  kind,
  severity,
  substanceId,
})

/** Puts an alert on a pet's chart: everybody who sees the pet sees it at once. */
export async function addPetAlert(ctx: Context, input: AddPetAlertInput): Promise<PetShown> {
  const { userId } = authorize(ctx, 'pet:write')
  const id = await once(ctx, 'addPetAlert', input, async (ctx) => {
    const pet = await lockPet(ctx, input.petId, 'petId')
    if (input.substanceId && input.kind !== PetAlertKind.ALLERGY) {
      throw badInput('substanceId', 'Only an allergy names a substance.')
    }
    const substance = input.substanceId ? await usableSubstance(ctx, input.substanceId, 'substanceId') : null
    const text = optionalText('text', input.text) ?? (substance && `Allergic to ${substance.name}`)
    const present = await ctx.db.$count(
      petAlerts,
      and(eq(petAlerts.petId, pet.id), isNull(petAlerts.removedAt)),
    )
    if (present >= maxAlerts) throw badInput('petId', `At most ${maxAlerts} alerts: remove one first.`)
    const [alert] = await ctx.db
      .insert(petAlerts)
      .values({
        id: newId(),
        petId: pet.id,
        kind: input.kind,
        severity: input.severity,
        text: requiredText('text', text ?? ''),
        substanceId: substance?.id ?? null,
        addedAt: ctx.now(),
        addedBy: userId,
      })
      .returning()
    await audit(ctx, 'pet-alert.add', { entity: 'Pet', entityId: pet.id, after: valuesOf(alert!) })
    await signalPet(ctx, pet)
    return pet.id
  })
  return getPet(ctx, id)
}

/** Takes an alert off; it stays in the history with the reason. Twice is once. */
export async function removePetAlert(ctx: Context, input: RemovePetAlertInput): Promise<PetShown> {
  const { userId } = authorize(ctx, 'pet:write')
  const reason = requiredText('reason', input.reason, maxReason)
  const petId = await transact(ctx, async (ctx) => {
    const [known] = await ctx.db
      .select()
      .from(petAlerts)
      .where(eq(petAlerts.id, asId(input.id)))
    if (!known) throw notFound('alert', 'id')
    const pet = await lockPet(ctx, known.petId, 'id')
    const [removed] = await ctx.db
      .update(petAlerts)
      .set({ removedAt: ctx.now(), removedBy: userId, removalReason: reason })
      .where(and(eq(petAlerts.id, known.id), isNull(petAlerts.removedAt)))
      .returning()
    if (!removed) return pet.id
    await audit(ctx, 'pet-alert.remove', {
      entity: 'Pet',
      entityId: pet.id,
      before: valuesOf(removed),
      after: { reason },
    })
    await signalPet(ctx, pet)
    return pet.id
  })
  return getPet(ctx, petId)
}
