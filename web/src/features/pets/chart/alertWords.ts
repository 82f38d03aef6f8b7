import type { PetAlertKind, PetAlertSeverity } from '../../../gql/types'

export const alertKindLabels: Readonly<Record<PetAlertKind, string>> = {
  ALLERGY: 'Allergy',
  BEHAVIOUR: 'Behaviour',
  MEDICAL: 'Medical',
  OTHER: 'Other',
}

export const alertSeverityLabels: Readonly<Record<PetAlertSeverity, string>> = {
  SEVERE: 'Severe',
  MODERATE: 'Moderate',
  MILD: 'Mild',
}

export const alertKinds = Object.keys(alertKindLabels) as PetAlertKind[]
export const alertSeverities = Object.keys(alertSeverityLabels) as PetAlertSeverity[]
