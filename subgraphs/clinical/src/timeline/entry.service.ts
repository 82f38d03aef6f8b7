import type { Context } from '@vetgraph/kit/context'
import { can } from '@vetgraph/kit/access/authorize'
import { loaderOf } from '@vetgraph/kit/reads/refs'
import { inArray } from 'drizzle-orm'
import { type PetAlertRow, petAlerts } from '../alerts/pet-alert.table.ts'
import { type VitalsRow, vitals } from '../measurements/vitals.table.ts'
import { readMedicalRecords } from '../medical-records/medical-record.service.ts'
import type { MedicalRecordRow } from '../medical-records/medical-record.table.ts'
import { weightShown } from '../pets/weight.service.ts'
import { weights } from '../pets/weight.table.ts'
import { readPrescriptions } from '../prescriptions/prescription.service.ts'
import { readVaccinations } from '../vaccinations/vaccination.service.ts'

/** What an entry stands for; the entry has been shown to the viewer already. */
export const findRecordOf = (ctx: Context, id: string): Promise<MedicalRecordRow | null> =>
  loaderOf(ctx, readMedicalRecords).load(id)

export const findVaccinationOf = (ctx: Context, id: string) => loaderOf(ctx, readVaccinations).load(id)

export const findPrescriptionOf = (ctx: Context, id: string) => loaderOf(ctx, readPrescriptions).load(id)

const readWeights = async (ctx: Context, ids: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(weights)
      .where(inArray(weights.id, [...ids]))
  ).map(weightShown)

export const findWeightOf = (ctx: Context, id: string) => loaderOf(ctx, readWeights).load(id)

const readVitals = (ctx: Context, ids: readonly string[]): Promise<VitalsRow[]> =>
  ctx.db
    .select()
    .from(vitals)
    .where(inArray(vitals.id, [...ids]))

export const findVitalsOf = (ctx: Context, id: string) => loaderOf(ctx, readVitals).load(id)

const readAlerts = (ctx: Context, ids: readonly string[]): Promise<PetAlertRow[]> =>
  ctx.db
    .select()
    .from(petAlerts)
    .where(inArray(petAlerts.id, [...ids]))

export const findAlertOf = (ctx: Context, id: string) => loaderOf(ctx, readAlerts).load(id)

/** Why a status changed is for staff. */
export const statusReasonOf = (ctx: Context, reason: string | null): string | null =>
  can(ctx.viewer, 'pet:read') ? reason : null
