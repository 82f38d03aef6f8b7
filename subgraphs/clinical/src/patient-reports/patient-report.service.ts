import type { Context } from '@vetgraph/kit/context'
import { namesIn } from '@vetgraph/kit/reports/names'
import { type ReportDefinition, reportOf } from '@vetgraph/kit/reports/report'
import { type Report, ReportRowKind, ReportUnit } from '@vetgraph/kit/reports/report.types'
import { breeds, species } from '../species/species.table.ts'
import { ages, type PatientCounts, readPatients, weightClasses } from './patient-counts.service.ts'
import type { PatientGrouping, PatientReportInput } from './patient-report.types.ts'

const { COUNT, PERCENT } = ReportUnit
const { CLASS, NAME } = ReportRowKind

const classes = (all: typeof ages) => all.map(([key, label]) => [key, label] as const)

const patients: ReportDefinition<PatientGrouping, PatientCounts> = {
  name: 'patientReport',
  permission: 'pet:read',
  columns: [
    {
      name: 'patients',
      title: 'Patients',
      description: 'Active patients at the end of the last day.',
      unit: COUNT,
      value: (counts) => counts.patients,
    },
    {
      name: 'added',
      title: 'New',
      description: 'Patients who were registered in the period.',
      unit: COUNT,
      value: ({ added }) => added,
    },
    {
      name: 'seen',
      title: 'Seen',
      description: 'Patients with a signed medical record of the period.',
      unit: COUNT,
      value: ({ seen }) => seen,
    },
    {
      name: 'vaccinated',
      title: 'Vaccinated',
      description:
        'Active patients who had each core vaccine of their species, here or elsewhere, no longer ago than its booster interval.',
      unit: COUNT,
      value: ({ vaccinated }) => vaccinated,
    },
    {
      name: 'coverage',
      title: 'Coverage',
      description: 'Those vaccinated of all active patients of a species with core vaccines.',
      unit: PERCENT,
      value: ({ vaccinated, vaccinable }) =>
        vaccinable > 0 ? Math.round((1000 * vaccinated) / vaccinable) / 10 : null,
    },
    {
      name: 'deaths',
      title: 'Deaths',
      description: 'Patients who died in the period, by the day of death.',
      unit: COUNT,
      value: ({ deaths }) => deaths,
    },
  ],
  groupings: {
    SPECIES: { title: 'Species', kind: NAME, none: '', names: namesIn(species) },
    BREED: { title: 'Breed', kind: NAME, none: 'No breed', names: namesIn(breeds) },
    AGE: { title: 'Age', kind: CLASS, none: 'Not known', classes: classes(ages) },
    WEIGHT: { title: 'Weight', kind: CLASS, none: 'Not weighed', classes: classes(weightClasses) },
  },
  nothing: { patients: 0, added: 0, seen: 0, deaths: 0, vaccinable: 0, vaccinated: 0 },
  read: async (ctx, wanted) => (await readPatients(ctx, wanted)).map((sums) => ({ ...sums, currency: null })),
}

/** The patients at the end of a period and what became of them in it (RP2, PT5). */
export const patientReport = (ctx: Context, input: PatientReportInput): Promise<Report> =>
  reportOf(ctx, patients, input)
