import type { MedicalRecordStatus } from '../../gql/types'
import type { Tone } from '../../ui/Tag'

export interface SoapTexts {
  subjective: string
  objective: string
  assessment: string
  plan: string
}

export type SoapPart = keyof SoapTexts

export const soapParts: readonly { part: SoapPart; label: string; hint: string }[] = [
  { part: 'subjective', label: 'Subjective', hint: 'What the owner reports' },
  { part: 'objective', label: 'Objective', hint: 'What you see, hear and measure' },
  { part: 'assessment', label: 'Assessment', hint: 'What you think it is' },
  { part: 'plan', label: 'Plan', hint: 'What happens next' },
]

export const soapLabel = (part: SoapPart): string =>
  soapParts.find((each) => each.part === part)?.label ?? part

export const emptySoap: SoapTexts = { subjective: '', objective: '', assessment: '', plan: '' }

export const textsOf = ({ subjective, objective, assessment, plan }: SoapTexts): SoapTexts => ({
  subjective,
  objective,
  assessment,
  plan,
})

/** A text as the server stores it. */
const storedText = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trimEnd()

export const sameTexts = (a: SoapTexts, b: SoapTexts): boolean =>
  soapParts.every(({ part }) => storedText(a[part]) === storedText(b[part]))

export const isEmpty = (texts: SoapTexts): boolean => soapParts.every(({ part }) => texts[part].trim() === '')

/** The texts as one, for an addendum: only the parts that differ from what is saved. */
export const changedText = (texts: SoapTexts, saved: SoapTexts): string =>
  soapParts
    .filter(({ part }) => storedText(texts[part]) !== storedText(saved[part]))
    .map(({ part, label }) => `${label}: ${texts[part].trim()}`)
    .join('\n\n')

export const recordLooks: Record<MedicalRecordStatus, { label: string; tone: Tone }> = {
  DRAFT: { label: 'Draft', tone: 'warn' },
  SIGNED: { label: 'Signed', tone: 'good' },
  RETRACTED: { label: 'Entered in error', tone: 'bad' },
}

export const diagnosisText = ({ text, code }: { text: string; code: string | null }): string =>
  code === null ? text : `${text} (${code})`
