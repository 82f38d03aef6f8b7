import type { TreatmentPlanDecision, TreatmentPlanLineInput, TreatmentPlanStatus } from '../../gql/types'
import { quantityFrom } from '../../ui/amount'
import type { Problem } from '../../ui/errors'
import { lacking } from '../../ui/fields'
import type { Tone } from '../../ui/Tag'
import type { TreatmentPlan_planFragment } from './treatment-plans.gen'

export type Plan = TreatmentPlan_planFragment

export const statuses: Readonly<Record<TreatmentPlanStatus, readonly [word: string, tone: Tone]>> = {
  DRAFT: ['Draft', 'neutral'],
  OFFERED: ['To decide', 'warn'],
  DECIDED: ['Decided', 'good'],
  WITHDRAWN: ['Withdrawn', 'neutral'],
}

export const decisions: Readonly<
  Record<Exclude<TreatmentPlanDecision, 'OPEN'>, readonly [word: string, tone: Tone]>
> = {
  ACCEPTED: ['Accepted', 'good'],
  DECLINED: ['Declined', 'bad'],
}

export interface LineForm {
  description: string
  serviceId: string | null
  lowQuantity: string
  highQuantity: string
  recommended: boolean
}

export interface PlanForm {
  title: string
  diagnosis: string
  lines: LineForm[]
}

export const emptyLine: LineForm = {
  description: '',
  serviceId: null,
  lowQuantity: '',
  highQuantity: '1',
  recommended: true,
}

export const formOf = ({ title, diagnosis, lines }: Plan): PlanForm => ({
  title,
  diagnosis: diagnosis ?? '',
  lines: lines.map(({ description, service, lowQuantity, highQuantity, recommended }) => ({
    description,
    serviceId: service?.id ?? null,
    lowQuantity: lowQuantity === highQuantity ? '' : String(lowQuantity),
    highQuantity: String(highQuantity),
    recommended,
  })),
})

/** The least as it is typed: as the most when it is empty, and 0 where maybe none is needed. */
const lowFrom = ({ lowQuantity, highQuantity }: LineForm): number | null =>
  lowQuantity.trim() === ''
    ? quantityFrom(highQuantity)
    : lowQuantity.trim() === '0'
      ? 0
      : quantityFrom(lowQuantity)

export function problemOfLines(lines: readonly LineForm[]): Problem | null {
  for (const [place, line] of lines.entries()) {
    const at = `lines.${place}`
    if (line.description.trim() === '') return lacking(`${at}.description`, 'Say what is to be done.')
    const high = quantityFrom(line.highQuantity)
    if (high === null) return lacking(`${at}.highQuantity`, 'More than 0.')
    const low = lowFrom(line)
    if (low === null || low > high) return lacking(`${at}.lowQuantity`, '0 to the most.')
  }
  return null
}

export const linesFrom = (lines: readonly LineForm[]): TreatmentPlanLineInput[] =>
  lines.map((line) => ({
    description: line.description.trim(),
    serviceId: line.serviceId,
    lowQuantity: lowFrom(line),
    highQuantity: quantityFrom(line.highQuantity)!,
    recommended: line.recommended,
  }))

/** How much is needed, in words: `0–4`. */
export const amountOf = ({ lowQuantity, highQuantity }: Plan['lines'][number]): string =>
  lowQuantity === highQuantity ? `${highQuantity}` : `${lowQuantity}–${highQuantity}`

/** The lines that the client does not want. */
export const declinedOf = <Line extends { decision: TreatmentPlanDecision }>(
  lines: readonly Line[],
): Line[] => lines.filter(({ decision }) => decision === 'DECLINED')
