/** What a vet writes, by the reason of the visit; `{name}`, `{kg}`, `{temp}` and `{rate}` are filled in. */
export interface DemoTexts {
  subjective: string
  objective: string
  assessment: string
  plan: string
}

const vitals = 'Weight {kg} kg, temperature {temp} °C, heart rate {rate}/min. '

export const textsByReason: Readonly<Record<string, DemoTexts>> = {
  'Annual check-up': {
    subjective: 'Yearly check. {name} eats and drinks well, no coughing, no vomiting, activity as usual.',
    objective: `${vitals}Mucous membranes pink, lymph nodes unremarkable, heart and lungs clear, abdomen soft.`,
    assessment: 'Healthy for its age.',
    plan: 'Continue the present diet. Parasite control every three months. Next check in a year.',
  },
  'Limping on the left hind leg': {
    subjective: '{name} has been lame on the left hind leg since the weekend, worse after rest.',
    objective: `${vitals}Mild swelling of the left stifle, pain on extension, drawer sign negative.`,
    assessment: 'Sprain of the left stifle; partial cruciate tear cannot be excluded.',
    plan: 'Anti-inflammatory for seven days, leash walks only. X-ray if no better in ten days.',
  },
  'Itchy ears': {
    subjective: '{name} has been scratching both ears for a week and shakes the head.',
    objective: `${vitals}Both ear canals red with brown wax, eardrums intact. Cytology: Malassezia.`,
    assessment: 'Otitis externa, both sides, yeast.',
    plan: 'Ears cleaned here. Ear drops once daily for ten days, recheck in two weeks.',
  },
  'Off its food since yesterday': {
    subjective: '{name} has refused food since yesterday, drinks a little, one soft stool.',
    objective: `${vitals}Slightly dry mucous membranes, abdomen mildly tense, no foreign body felt.`,
    assessment: 'Acute gastroenteritis, mild.',
    plan: 'Fluids under the skin, bland diet in small portions for three days. Return at once if it vomits.',
  },
  'Yearly booster': {
    subjective: '{name} is well. No reaction to earlier vaccinations.',
    objective: `${vitals}General examination without findings.`,
    assessment: 'Fit for vaccination.',
    plan: 'Booster given under the skin, left shoulder. Quiet today. Next booster in a year.',
  },
  'First vaccination': {
    subjective: 'First visit with {name}: lively, eats well, dewormed by the breeder.',
    objective: `${vitals}General examination without findings, no umbilical hernia.`,
    assessment: 'Fit for vaccination.',
    plan: 'First vaccination given. Second one in four weeks. Feeding and parasite control discussed.',
  },
  'Rabies for travel': {
    subjective: '{name} will travel abroad in six weeks. Well, no medication.',
    objective: `${vitals}General examination without findings. Microchip read and compared with the passport.`,
    assessment: 'Fit for vaccination.',
    plan: 'Rabies vaccination given and entered in the passport; valid for travel after 21 days.',
  },
  'Re-check after surgery': {
    subjective: '{name} is bright, eats well and leaves the wound alone.',
    objective: `${vitals}Wound dry and closed, no swelling, no discharge. Stitches removed.`,
    assessment: 'Healing as expected.',
    plan: 'Collar off. Three more days of leash walks, then as usual.',
  },
  'Blood pressure control': {
    subjective: '{name} takes the tablets without trouble, drinks a little more than before.',
    objective: `${vitals}Systolic pressure 148 mmHg, mean of five readings. Retina without bleeding.`,
    assessment: 'Hypertension, controlled.',
    plan: 'Same dose. Next control in three months with kidney values.',
  },
  'Weight control': {
    subjective: 'The owner measures the portions now; {name} begs less than in the first weeks.',
    objective: `${vitals}Body condition score 6 of 9.`,
    assessment: 'Overweight, losing slowly as intended.',
    plan: 'Keep the diet, ten minutes more of play a day. Weigh again in four weeks.',
  },
  'Scale and polish': {
    subjective: '{name} has had bad breath for some weeks, eats normally.',
    objective: `${vitals}Tartar grade 2 to 3, gums reddened at the cheek teeth, no loose teeth.`,
    assessment: 'Periodontal disease, stage 1.',
    plan: 'Scaled and polished under general anaesthesia, uneventful. Soft food today, brush daily from next week.',
  },
  'Broken canine tooth': {
    subjective: '{name} broke a tooth on a stick and chews on one side.',
    objective: `${vitals}Upper left canine fractured, pulp open. Dental X-ray: root intact.`,
    assessment: 'Complicated crown fracture, upper left canine.',
    plan: 'Tooth extracted surgically under anaesthesia with nerve block. Pain relief for five days, recheck in ten.',
  },
  Neutering: {
    subjective: '{name} comes fasted for neutering. Well at home.',
    objective: `${vitals}Pre-anaesthetic examination without findings, ASA 1.`,
    assessment: 'Healthy, elective neutering.',
    plan: 'Neutered under general anaesthesia, uneventful. Collar for ten days, pain relief for four, stitches out in ten.',
  },
  'Lump removal': {
    subjective: 'The lump on the flank of {name} has grown since the last visit.',
    objective: `${vitals}Firm movable mass of 2 cm in the skin of the right flank. Needle sample: fat cells.`,
    assessment: 'Lipoma suspected.',
    plan: 'Removed with margins under anaesthesia and sent to histology. Wound control in three days.',
  },
  'Ate chocolate': {
    subjective: '{name} ate dark chocolate about an hour ago, amount uncertain. Restless.',
    objective: `${vitals}Excited, otherwise unremarkable. Rhythm regular.`,
    assessment: 'Theobromine ingestion, early.',
    plan: 'Vomiting induced, chocolate brought up. Activated charcoal. Watched for four hours, then home.',
  },
  'Bite wound': {
    subjective: '{name} was bitten in the park this morning.',
    objective: `${vitals}Two punctures on the neck, subcutis undermined for 3 cm, no deeper injury.`,
    assessment: 'Bite wound of the neck, contaminated.',
    plan: 'Clipped, flushed, drain placed. Antibiotic for seven days, drain out in three.',
  },
  'Vomiting since last night': {
    subjective: '{name} has vomited five times since last night, no appetite, no toxin known.',
    objective: `${vitals}About 5 % dehydrated, abdomen soft. X-ray without foreign body.`,
    assessment: 'Acute gastritis.',
    plan: 'Antiemetic injection and fluids. Bland diet from tonight. Return at once if it goes on.',
  },
  'Nail trim': {
    subjective: 'Nails catch in the carpet; otherwise {name} is well.',
    objective: 'Weight {kg} kg. Nails overlong on all feet, pads intact.',
    assessment: 'Overgrown nails.',
    plan: 'All nails trimmed. Again in six to eight weeks.',
  },
  'Matted coat': {
    subjective: 'The coat of {name} mats behind the ears and on the belly.',
    objective: 'Weight {kg} kg. Mats behind both ears and on the belly, skin beneath a little red.',
    assessment: 'Matted coat, mild irritation of the skin.',
    plan: 'Mats clipped, skin soothed. Daily brushing shown.',
  },
}
