import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import { demoId } from '@vetgraph/kit/demo/random'
import { drugStops } from '../formulary/drug-stop.table.ts'
import { formularyDoses } from '../formulary/formulary-dose.table.ts'
import { substances } from '../formulary/substance.table.ts'

/** What the demo hospital keeps of substances: name and family. */
const named: ReadonlyArray<readonly [name: string, family?: string]> = [
  ['Amoxicillin', 'Penicillins'],
  ['Ampicillin', 'Penicillins'],
  ['Carprofen', 'NSAIDs'],
  ['Cefovecin', 'Cephalosporins'],
  ['Enrofloxacin', 'Fluoroquinolones'],
  ['Furosemide'],
  ['Gabapentin'],
  ['Ivermectin', 'Macrocyclic lactones'],
  ['Maropitant'],
  ['Meloxicam', 'NSAIDs'],
  ['Metronidazole'],
  ['Milbemycin', 'Macrocyclic lactones'],
  ['Oclacitinib'],
  ['Paracetamol'],
  ['Permethrin', 'Pyrethroids'],
  ['Pimobendan'],
  ['Prednisolone', 'Glucocorticoids'],
]

const demoSubstances = named.map(([name, family = null], index) => ({
  id: demoId('substance', index),
  name,
  family,
}))

export function substanceIdOf(name: string): string {
  const substance = demoSubstances.find((known) => known.name === name)
  if (!substance) throw new Error(`the demo has no substance ${name}`)
  return substance.id
}

/** Product, number of the inventory's item, substance, and how it is dosed; kg, mg/kg and mg per unit. */
const dosed: ReadonlyArray<
  readonly [
    product: string,
    item: number | null,
    substance: string,
    species: string,
    band: readonly [from: number, to: number | null],
    rate: readonly [usual: number, max: number],
    frequency: string,
    strength: readonly [milligrams: number, unit: string, divisible: number],
  ]
> = [
  [
    'Amoxicillin/clavulanate 50 mg tablets',
    0,
    'Amoxicillin',
    'cat',
    [1, null],
    [12.5, 25],
    'every 12 hours',
    [50, 'tablet', 0.5],
  ],
  [
    'Amoxicillin/clavulanate 50 mg tablets',
    0,
    'Amoxicillin',
    'dog',
    [1, 10],
    [12.5, 25],
    'every 12 hours',
    [50, 'tablet', 0.5],
  ],
  [
    'Amoxicillin/clavulanate 250 mg tablets',
    1,
    'Amoxicillin',
    'dog',
    [10, null],
    [12.5, 25],
    'every 12 hours',
    [250, 'tablet', 0.5],
  ],
  [
    'Apoquel (oclacitinib) 5.4 mg tablets',
    2,
    'Oclacitinib',
    'dog',
    [3, null],
    [0.5, 0.6],
    'every 12 hours for 14 days, then once a day',
    [5.4, 'tablet', 0.5],
  ],
  ['Carprofen 50 mg tablets', 7, 'Carprofen', 'dog', [5, null], [4, 4.4], 'once a day', [50, 'tablet', 0.5]],
  [
    'Enrofloxacin 50 mg tablets',
    10,
    'Enrofloxacin',
    'dog',
    [3, null],
    [5, 10],
    'once a day',
    [50, 'tablet', 0.5],
  ],
  [
    'Furosemide 40 mg tablets',
    11,
    'Furosemide',
    'dog',
    [3, null],
    [2, 4],
    'every 12 hours',
    [40, 'tablet', 0.25],
  ],
  [
    'Gabapentin 100 mg capsules',
    12,
    'Gabapentin',
    'dog',
    [8, null],
    [10, 20],
    'every 8 hours',
    [100, 'capsule', 1],
  ],
  [
    'Meloxicam 1.5 mg/ml oral suspension, dog',
    16,
    'Meloxicam',
    'dog',
    [1, null],
    [0.1, 0.2],
    'once a day with food',
    [1.5, 'ml', 0.05],
  ],
  [
    'Meloxicam 0.5 mg/ml oral suspension, cat',
    17,
    'Meloxicam',
    'cat',
    [1, null],
    [0.05, 0.1],
    'once a day with food',
    [0.5, 'ml', 0.05],
  ],
  [
    'Metronidazole 250 mg tablets',
    19,
    'Metronidazole',
    'dog',
    [5, null],
    [12.5, 15],
    'every 12 hours',
    [250, 'tablet', 0.25],
  ],
  [
    'Pimobendan 5 mg chewable',
    22,
    'Pimobendan',
    'dog',
    [4, null],
    [0.25, 0.3],
    'every 12 hours',
    [5, 'tablet', 0.5],
  ],
  [
    'Prednisolone 5 mg tablets',
    23,
    'Prednisolone',
    'dog',
    [2, null],
    [0.5, 2],
    'once a day',
    [5, 'tablet', 0.5],
  ],
  [
    'Prednisolone 5 mg tablets',
    23,
    'Prednisolone',
    'cat',
    [2, null],
    [1, 2],
    'once a day',
    [5, 'tablet', 0.5],
  ],
]

const inThousandths = (value: number) => Math.round(value * 1000)

export const demoDoses = dosed.map(
  ([product, item, substance, speciesId, [from, to], [rate, maxRate], frequency, strength], index) => ({
    id: demoId('dose', index),
    product,
    itemId: item === null ? null : demoId('inventory item', item),
    substanceId: substanceIdOf(substance),
    speciesId,
    minWeight: inThousandths(from),
    maxWeight: to === null ? null : inThousandths(to),
    rate: inThousandths(rate),
    maxRate: inThousandths(maxRate),
    frequency,
    concentration: inThousandths(strength[0]),
    unit: strength[1],
    divisibleUnit: inThousandths(strength[2]),
    version: 1,
  }),
)

const forSpecies: ReadonlyArray<readonly [substance: string, species: string, reason: string]> = [
  ['Paracetamol', 'cat', 'cats cannot break it down; one tablet can kill'],
  ['Permethrin', 'cat', 'causes seizures in cats'],
  ['Amoxicillin', 'rabbit', 'kills the gut flora of rabbits'],
  ['Amoxicillin', 'guinea-pig', 'kills the gut flora of guinea pigs'],
]

const together: ReadonlyArray<readonly [one: string, other: string, reason: string]> = [
  ['Carprofen', 'Prednisolone', 'ulcers of stomach and bowel'],
  ['Meloxicam', 'Prednisolone', 'ulcers of stomach and bowel'],
  ['Carprofen', 'Meloxicam', 'two NSAIDs at once'],
  ['Furosemide', 'Meloxicam', 'kidney damage'],
]

const stops: Array<typeof drugStops.$inferInsert> = [
  ...forSpecies.map(([substance, speciesId, reason]) => ({
    substanceId: substanceIdOf(substance),
    speciesId,
    otherSubstanceId: null,
    reason,
  })),
  ...together.map(([one, other, reason]) => {
    const [first, second] = [substanceIdOf(one), substanceIdOf(other)].sort()
    return { substanceId: first!, speciesId: null, otherSubstanceId: second!, reason }
  }),
].map((stop, index) => ({ id: demoId('drug stop', index), ...stop }))

/** What prescribing goes by. */
export async function loadFormulary(ctx: Context) {
  await insertRows(
    ctx,
    substances,
    demoSubstances.map((substance) => ({ ...substance, version: 1 })),
  )
  await insertRows(ctx, formularyDoses, demoDoses)
  await insertRows(ctx, drugStops, stops)
}
