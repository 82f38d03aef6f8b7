import type { Context } from '@vetgraph/kit/context'
import { can, locationsOf, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, ne, sql } from 'drizzle-orm'
import { appointmentRefs } from '../refs/appointment-ref.table.ts'
import { medicalRecords, MedicalRecordStatus } from './medical-record.table.ts'

const written = statement(
  (db, { ids, places }: Places<{ ids: readonly string[]; places: readonly string[] | null }>) =>
    db
      .selectDistinct({ id: appointmentRefs.id })
      .from(medicalRecords)
      .innerJoin(appointmentRefs, eq(appointmentRefs.id, medicalRecords.appointmentId))
      .where(
        and(
          among(medicalRecords.appointmentId, ids),
          ne(medicalRecords.status, sql.raw(`'${MedicalRecordStatus.RETRACTED}'`)),
          places ? among(appointmentRefs.locationId, places) : undefined,
        ),
      ),
)

const readWritten = async (ctx: Context, ids: readonly string[]) => {
  const places = locationsOf(requireViewer(ctx), 'medical-record:read')
  return (await written(ctx, { ids, places })).map(({ id }) => [id, true] as const)
}

/** Whether anybody has begun a record of the visit; of visits where somebody does not work nothing is told (AU6). */
export const hasRecord = async (ctx: Context, id: string): Promise<boolean | null> =>
  can(ctx.viewer, 'medical-record:read')
    ? (await groupLoaderOf(ctx, readWritten).load(asId(id))).length > 0
    : null
