/** What records begin with, and the texts that are typed by `/` and their name. */
export const demoTemplates = [
  {
    name: 'Check-up',
    subjective: 'Eating and drinking:\nActivity:\nCoughing, vomiting, diarrhoea:',
    objective: 'General condition:\nMucous membranes:\nHeart and lungs:\nAbdomen:\nTeeth:',
    assessment: '',
    plan: 'Parasite control:\nNext check:',
  },
  {
    name: 'Lameness',
    subjective: 'Since when, which leg, after what:',
    objective: 'Gait:\nPain at:\nSwelling:\nJoints:',
    assessment: '',
    plan: 'Rest for:\nPain relief:\nRecheck:',
  },
  {
    name: 'Vaccination',
    subjective: 'Well, no reaction to earlier vaccinations.',
    objective: 'General examination:',
    assessment: 'Fit for vaccination.',
    plan: 'Vaccinated with:\nNext due:',
  },
] as const

export const demoTextBlocks = [
  {
    name: 'normal',
    text: 'Mucous membranes pink, lymph nodes unremarkable, heart and lungs clear, abdomen soft.',
  },
  { name: 'fluids', text: 'Fluids under the skin, 20 ml/kg.' },
  { name: 'recheck', text: 'Recheck in ten days, earlier if it gets worse.' },
] as const
