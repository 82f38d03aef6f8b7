import { can, householdOf } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import type { Context } from '@vetgraph/kit/context'
import type { Database } from '@vetgraph/kit/database/database'
import { notFound } from '@vetgraph/kit/errors'
import type { Page } from '@vetgraph/kit/reads/connection'
import { entity } from '@vetgraph/kit/reads/entity'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { writing } from '@vetgraph/kit/work/writing'
import { and, desc, eq, exists, inArray, isNotNull, type Placeholder, sql } from 'drizzle-orm'
import { seriesOf } from '../measurements/series.ts'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { lockPet, readPet } from '../pets/pet.service.ts'
import { type PetRow, pets } from '../pets/pet.table.ts'
import { consentFormDocuments, type ConsentFormRow, consentForms } from './consent-form.table.ts'

/** An owner sees what was signed in the own household, as long as the pet is theirs (P1, AU4). */
const shownTo = (db: Database, household: string | Placeholder) =>
  and(
    isNotNull(consentForms.signedAt),
    eq(consentForms.ownerId, household),
    exists(
      db
        .select({ id: pets.id })
        .from(pets)
        .where(and(eq(pets.id, consentForms.petId), ownedBy(pets, household))),
    ),
  )

const reading = entity({
  table: consentForms,
  type: 'ConsentForm',
  always: ['id', 'petId', 'createdAt'],
  takes: {},
  noun: 'consent form',
  seen: (ctx) => ({ household: householdOf(ctx, 'consent-form:read') }),
  visible: ({ household }, db) => (household ? shownTo(db, household) : undefined),
  whole: true,
  from: (db, columns) => db.select(columns).from(consentForms).$dynamic(),
})

export const { read: readConsentForms, get: getConsentForm } = reading

/** A form by id, for whom it may be shown to; that it was opened stands in the audit (C1). */
export async function findConsentForm(ctx: Context, id: string): Promise<ConsentFormRow | null> {
  const form = await reading.find(ctx, id)
  if (form) await noteChartOpened(ctx, form.petId, 'consent-form:read')
  return form
}

const seriesOfPet = seriesOf<ConsentFormRow>({
  table: consentForms,
  at: consentForms.createdAt,
  timeOf: ({ createdAt }) => createdAt,
  shown: (ctx) => {
    if (can(ctx.viewer, 'consent-form:read')) return undefined
    return ctx.viewer?.ownerId ? shownTo(ctx.db, ctx.viewer.ownerId) : sql`false`
  },
})

/** A pet's forms, the latest first; its owner sees what was signed. */
export async function listConsentFormsOf(
  ctx: Context,
  petId: string,
  args: { first: number; after?: string | null },
): Promise<Page<ConsentFormRow>> {
  const page = await seriesOfPet(ctx, petId, args)
  await noteChartOpened(ctx, petId, 'consent-form:read')
  return page
}

const readOfVisits = async (ctx: Context, visitIds: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(consentForms)
      .where(inArray(consentForms.appointmentId, [...visitIds]))
      .orderBy(desc(consentForms.createdAt), desc(consentForms.id))
  ).map((form) => [form.appointmentId!, form] as const)

/** The forms of a visit; of visits where somebody does not work nothing is told (AU6). */
export async function listConsentFormsOfVisit(ctx: Context, id: string): Promise<ConsentFormRow[] | null> {
  if (!can(ctx.viewer, 'consent-form:read')) return null
  const forms = await groupLoaderOf(ctx, readOfVisits).load(asId(id))
  return forms.filter(({ locationId }) => can(ctx.viewer, 'consent-form:read', locationId))
}

/** What staff wrote for each other is not for the owner's eyes. */
export const endReasonOf = (ctx: Context, { endReason }: { endReason: string | null }) =>
  can(ctx.viewer, 'consent-form:read') ? endReason : null

const readHashes = async (ctx: Context, ids: readonly string[]) =>
  (
    await ctx.db
      .select({ id: consentFormDocuments.id, sha256: consentFormDocuments.sha256 })
      .from(consentFormDocuments)
      .where(inArray(consentFormDocuments.id, [...ids]))
  ).map(({ id, sha256 }) => [id, sha256.toString('hex')] as const)

/** The hash of the PDF of a form that the viewer already sees. */
export const hashOfConsentForm = async (ctx: Context, id: string): Promise<string | null> =>
  (await groupLoaderOf(ctx, readHashes).load(id))[0] ?? null

export const saved = writing({
  table: consentForms,
  type: 'ConsentForm',
  noun: 'consent form',
  values: ({ createdAt: _at, updatedAt: _changed, id: _id, version: _version, ...values }) => values,
  announce: async (ctx, { petId }) => signalPet(ctx, await readPet(ctx, petId, 'id')),
})

/** The form for a change, with its pet's row taken before it, as everybody does. */
export async function lockConsentForm(
  ctx: Context,
  { id, version }: { id: string; version: number },
): Promise<{ form: ConsentFormRow; pet: PetRow }> {
  const [known] = await ctx.db
    .select({ petId: consentForms.petId })
    .from(consentForms)
    .where(eq(consentForms.id, asId(id)))
  if (!known) throw notFound('consent form', 'id')
  const pet = await lockPet(ctx, known.petId, 'id')
  return { pet, form: await saved.lock(ctx, id, version) }
}
