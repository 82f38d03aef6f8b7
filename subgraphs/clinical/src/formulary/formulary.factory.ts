import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { saveFormularyDose } from './formulary.service.ts'
import type { SaveFormularyDoseInput } from './formulary.types.ts'
import { saveSubstance } from './substance.service.ts'

/** A substance of a name that no other has. */
export const aSubstance = (hospital: TestSubgraph, name = 'Amoxicillin', family: string | null = null) =>
  saveSubstance(hospital.context(), { name: `${name} ${newId()}`, family })

/** 10 mg/kg of a tablet of 50 mg that can be halved, for dogs of 5 kg up to 20 kg; at most 12 mg/kg. */
export async function aDose(hospital: TestSubgraph, overrides: Partial<SaveFormularyDoseInput> = {}) {
  const substanceId = overrides.substanceId ?? (await aSubstance(hospital)).id
  return saveFormularyDose(hospital.context(), {
    product: `Amoxicillin 50 mg tablets ${newId()}`,
    speciesId: 'dog',
    minKilograms: 5,
    maxKilograms: 20,
    milligramsPerKilogram: 10,
    maxMilligramsPerKilogram: 12,
    frequency: 'every 12 hours',
    milligramsPerUnit: 50,
    unit: 'tablet',
    divisibleUnit: 0.5,
    ...overrides,
    substanceId,
  })
}
