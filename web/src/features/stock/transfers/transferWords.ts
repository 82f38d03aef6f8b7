import type { StockTransferStatus } from '../../../gql/types'
import { formatDay } from '../../../ui/format'
import type { Tone } from '../../../ui/Tag'
import { quantityText, unitText } from '../quantity'
import type { Transfer_transferFragment } from './transfers.gen'

export const statuses: Record<StockTransferStatus, { label: string; tone: Tone }> = {
  IN_TRANSIT: { label: 'In transit', tone: 'info' },
  PARTLY_RECEIVED: { label: 'Partly received', tone: 'warn' },
  DIFFERS: { label: 'Differs', tone: 'bad' },
  RECEIVED: { label: 'Received', tone: 'good' },
  WRITTEN_OFF: { label: 'Written off', tone: 'neutral' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral' },
}

type Transfer = Transfer_transferFragment

export const quantityIn = (quantity: number, { item }: Pick<Transfer, 'item'>) =>
  `${quantityText(quantity)} ${unitText(item.unit, quantity)}`

/** The lot, as it is read on the pack. */
export const lotText = ({ lotNumber, expiresOn }: Pick<Transfer, 'lotNumber' | 'expiresOn'>) =>
  `${lotNumber ? `Lot ${lotNumber}` : 'Unknown lot'}${expiresOn ? `, expires ${formatDay(expiresOn, 'dated')}` : ''}`
