import type { VaccinationDueBasis, VaccinationRoute, VaccineImportance } from '../../gql/types'

export const routes: Record<VaccinationRoute, string> = {
  SUBCUTANEOUS: 'Under the skin',
  INTRAMUSCULAR: 'Into a muscle',
  INTRANASAL: 'Into the nose',
  ORAL: 'By mouth',
}

export const importances: Record<VaccineImportance, string> = { CORE: 'Core', NON_CORE: 'Non-core' }

export const bases: Record<VaccinationDueBasis, string> = {
  PRIMARY_COURSE: 'Next dose of the primary course',
  FIRST_BOOSTER: 'First booster',
  BOOSTER: 'Booster',
  OVERRIDDEN: 'Day set by the vet',
}
