import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    chart: [
      {
        key: 'treatment-plans',
        label: 'Treatment plans',
        place: 22,
        permission: 'treatment-plan:read',
        load: async () => (await import('./TreatmentPlansSection')).TreatmentPlansSection,
      },
    ],
    toDo: [
      {
        key: 'treatment-plans',
        label: 'Declined treatment to ask about again',
        place: 20,
        permission: 'treatment-plan:decide',
        load: async () => (await import('./PlansToFollowUp')).PlansToFollowUp,
      },
    ],
  },
}
