import { countryOf } from '@vetgraph/kit/phone'

/** What the law of a country asks of the label of a dispensed medicine, beside what every label says. */
export interface LabelTemplate {
  /** The first stands at the foot of each label, where one line has room. */
  statements: readonly [string, ...string[]]
  /** Whether the client's address stands on it. */
  ownerAddress: boolean
  /** Whether it leaves room for the withdrawal period, where the animal may be eaten. */
  withdrawal: boolean
  /** What the prescriber's number is called there. */
  number: string
}

const usual: LabelTemplate = {
  statements: ['For animal treatment only.', 'Keep out of the reach of children.'],
  ownerAddress: false,
  withdrawal: false,
  number: 'Reg.',
}

/** Veterinary Medicines Regulations 2013, schedule 3. */
const unitedKingdom: LabelTemplate = { ...usual, ownerAddress: true, withdrawal: true, number: 'MRCVS' }

/** 21 CFR 530.12 and 201.105. */
const unitedStates: LabelTemplate = {
  statements: [
    'For animal use only. Keep out of reach of children.',
    'Caution: federal law restricts this drug to use by or on the order of a licensed veterinarian.',
  ],
  ownerAddress: false,
  withdrawal: true,
  number: 'Lic.',
}

/** By country, ISO 3166-1 alpha-2; where none is said, the usual one. Regulation (EU) 2019/6 asks for the withdrawal period. */
const templates: Readonly<Record<string, LabelTemplate>> = {
  AT: { ...usual, withdrawal: true },
  BE: { ...usual, withdrawal: true },
  DE: { ...usual, withdrawal: true },
  ES: { ...usual, withdrawal: true },
  FR: { ...usual, withdrawal: true },
  IE: { ...usual, ownerAddress: true, withdrawal: true, number: 'VCI' },
  IT: { ...usual, withdrawal: true },
  NL: { ...usual, withdrawal: true },
  PT: { ...usual, withdrawal: true },
  GB: unitedKingdom,
  US: unitedStates,
}

export const templateOf = (timeZone: string): LabelTemplate => templates[countryOf(timeZone) ?? ''] ?? usual

/** Species that nobody eats where the templates hold: their labels need no withdrawal period. */
export const companions: ReadonlySet<string> = new Set(['cat', 'dog'])
