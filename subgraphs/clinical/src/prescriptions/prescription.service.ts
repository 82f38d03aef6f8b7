import type { Context } from '@vetgraph/kit/context'
import { entity } from '@vetgraph/kit/reads/entity'
import type { PrescriptionFacts } from '@vetgraph/kit/contracts/events'
import { quantityOf } from '@vetgraph/kit/money'
import { can, householdOf } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { seriesOf } from '../measurements/series.ts'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { type PetRow, pets } from '../pets/pet.table.ts'
import { dispenses, type PrescriptionRow, prescriptions } from './prescription.table.ts'
import type { PrescriptionFilter } from './prescription.inputs.ts'
import { PrescriptionStatus } from './prescription.types.ts'

const ofHousehold = (ownerId: string | Placeholder | null): SQL | undefined =>
  ownerId === null
    ? undefined
    : sql`${prescriptions.petId} in (select ${pets.id} from ${pets} where ${ownedBy(pets, ownerId)})`

/** Staff with the right see every prescription; an owner the own household's (AU4). */
const reading = entity({
  table: prescriptions,
  type: 'Prescription',
  always: ['id'],
  takes: {},
  noun: 'prescription',
  seen: (ctx) => ({ household: householdOf(ctx, 'prescription:read') }),
  visible: ({ household }) => ofHousehold(household),
  whole: true,
  from: (db, columns) => db.select(columns).from(prescriptions).$dynamic(),
})

export const { read: readPrescriptions, find: findPrescription, get: getPrescription } = reading

const list = reading.list({
  wanted: ({ filter, today }: { filter: PrescriptionFilter | null; today: string }) => ({
    petId: asIdOrNull(filter?.petId),
    active: filter?.active ?? (filter?.runningOut ? true : null),
    runningOut: filter?.runningOut ? true : null,
    today: filter?.active != null || filter?.runningOut ? today : null,
  }),
  matching: ({ petId, active, runningOut, today }) =>
    and(
      petId ? eq(prescriptions.petId, petId) : undefined,
      active
        ? sql`(${prescriptions.cancelledAt} is null and ${prescriptions.dispensed} < ${prescriptions.authorised} and ${prescriptions.expiresOn} >= ${today}) = ${active}`
        : undefined,
      runningOut
        ? sql`${runningOut} and ${prescriptions.repeats} > 0 and ${prescriptions.authorised} - ${prescriptions.dispensed} <= ${prescriptions.quantity}`
        : undefined,
    ),
  order: () => ({ key: prescriptions.prescribedAt, id: prescriptions.id, direction: 'desc' }),
  keyOf: ({ prescribedAt }) => prescribedAt,
})

/** Prescriptions, the latest first; what the viewer may not see is not even counted. */
export const listPrescriptions = (
  ctx: Context,
  args: { first: number; after: string | null },
  filter: PrescriptionFilter | null,
) => list(ctx, args, { filter, today: dayOf(ctx.now(), 'UTC') })

const prescriptionsOf = seriesOf<PrescriptionRow>({
  table: prescriptions,
  at: prescriptions.prescribedAt,
  timeOf: ({ prescribedAt }) => prescribedAt,
  shown: (ctx) => ofHousehold(householdOf(ctx, 'prescription:read')),
})

/** A pet's prescriptions, the latest first; that staff opened the chart stands in the audit (C1). */
export async function listPrescriptionsOf(...[ctx, petId, args]: Parameters<typeof prescriptionsOf>) {
  const page = await prescriptionsOf(ctx, petId, args)
  await noteChartOpened(ctx, petId, 'prescription:read')
  return page
}

/** Whether something may still be handed out. */
export function statusOf(
  ctx: Context,
  prescription: Omit<PrescriptionRow, 'formularyDoseId' | 'cancelledBy'>,
) {
  if (prescription.cancelledAt) return PrescriptionStatus.CANCELLED
  if (prescription.dispensed >= prescription.authorised) return PrescriptionStatus.USED_UP
  return prescription.expiresOn < dayOf(ctx.now(), 'UTC')
    ? PrescriptionStatus.EXPIRED
    : PrescriptionStatus.ACTIVE
}

/** What staff have noted about a prescription is not for the owner's eyes. */
export const forStaff = <T>(ctx: Context, value: T): T | null =>
  can(ctx.viewer, 'prescription:read') ? value : null

const dispensesOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select()
    .from(dispenses)
    .where(among(dispenses.prescriptionId, ids))
    .orderBy(dispenses.dispensedAt, dispenses.id),
)

const readDispenses = async (ctx: Context, ids: readonly string[]) =>
  (await dispensesOf(ctx, { ids })).map((row) => [row.prescriptionId, row] as const)

/** What was handed out of a prescription, in the order of time; it has been shown to the viewer already. */
export const listDispenses = (ctx: Context, id: string) => groupLoaderOf(ctx, readDispenses).load(id)

/** A prescription's values as the graph shows them: for the audit, and beside a stale save. */
export const prescriptionValues = (row: PrescriptionRow) => ({
  petId: row.petId,
  drug: row.drug,
  substanceId: row.substanceId,
  itemId: row.itemId,
  dose: row.dose === null ? null : quantityOf(row.dose),
  unit: row.unit,
  frequency: row.frequency,
  instructions: row.instructions,
  quantity: quantityOf(row.quantity),
  repeats: row.repeats,
  expiresOn: row.expiresOn,
  overrides: row.overrides,
  cancelReason: row.cancelReason,
})

export const prescriptionFacts = (
  row: PrescriptionRow,
  { ownerId, name }: Pick<PetRow, 'ownerId' | 'name'>,
): PrescriptionFacts => ({
  id: row.id,
  petId: row.petId,
  petName: name,
  ownerId,
  itemId: row.itemId,
  drug: row.drug,
  unit: row.unit,
  authorised: quantityOf(row.authorised),
})
