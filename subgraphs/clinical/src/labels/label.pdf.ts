import type { LabelPaper, Letterhead, PdfDocument } from '@vetgraph/kit/documents/pdf'
import type { LabelTemplate } from './label.template.ts'

export interface Label {
  template: LabelTemplate
  letterhead: Letterhead
  paper: LabelPaper
  patient: string
  owner: string
  ownerAddress: string | null
  drug: string
  /** How much is handed out, with its unit. */
  quantity: string
  directions: string
  prescriber: string
  prescriberNumber: string
  /** The days as they are at the location. */
  prescribedOn: string
  expiresOn: string
  /** The animal may be eaten: how long not is written in by hand. */
  withdrawal: boolean
}

/** The label of a prescribed medicine. */
export function prescriptionLabel(label: Label): PdfDocument {
  const { template, letterhead, paper, patient, owner, drug, quantity, directions } = label
  const address = template.ownerAddress && label.ownerAddress ? `, ${label.ownerAddress}` : ''
  return {
    title: `Label of ${drug} for ${patient}`,
    language: 'en',
    letterhead,
    paper,
    footer: template.statements[0],
    content: [
      { text: [{ text: patient, bold: true }, ` · ${owner}${address}`] },
      { text: `${drug} · ${quantity}`, style: 'title', margin: [0, 1, 0, 1] },
      { text: directions },
      {
        text: `${label.prescriber}, ${template.number} ${label.prescriberNumber} · ${label.prescribedOn} · prescription valid until ${label.expiresOn}`,
        style: 'label',
        margin: [0, 1, 0, 0],
      },
      ...(label.withdrawal ? [{ text: 'Withdrawal period: ____________', style: 'label' }] : []),
      ...template.statements.slice(1).map((text) => ({ text, style: 'label' })),
    ],
  }
}
