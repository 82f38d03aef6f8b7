import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import { diagnosisCodes } from '../diagnoses/diagnosis-code.table.ts'
import type { KeptDiagnosis } from '../medical-records/medical-record.table.ts'

/** The demo hospital's own list: no list of codes comes with the system. */
const names: Readonly<Record<string, string>> = {
  'EAR-1': 'Otitis externa',
  'GI-1': 'Gastritis, acute',
  'GI-2': 'Chocolate poisoning',
  'HRT-1': 'Hypertension',
  'MSK-1': 'Sprain of the stifle',
  'MSK-2': 'Cruciate ligament rupture',
  'NUT-1': 'Overweight',
  'ORL-1': 'Tartar and gingivitis',
  'ORL-2': 'Tooth fracture',
  'SKN-1': 'Bite wound',
  'SKN-2': 'Lipoma',
}

const codesByReason: Readonly<Record<string, readonly string[]>> = {
  'Itchy ears': ['EAR-1'],
  'Vomiting since last night': ['GI-1'],
  'Ate chocolate': ['GI-2'],
  'Blood pressure control': ['HRT-1'],
  'Limping on the left hind leg': ['MSK-1'],
  'Weight control': ['NUT-1'],
  'Scale and polish': ['ORL-1'],
  'Broken canine tooth': ['ORL-2'],
  'Bite wound': ['SKN-1'],
  'Lump removal': ['SKN-2'],
}

export const diagnosesOf = (reason: string): KeptDiagnosis[] =>
  (codesByReason[reason] ?? []).map((code) => ({ text: names[code]!, code }))

export const loadDiagnosisCodes = (ctx: Context) =>
  insertRows(
    ctx,
    diagnosisCodes,
    Object.entries(names).map(([code, name]) => ({ code, name, active: true })),
  )
