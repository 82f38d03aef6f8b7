import type { ConsentFormCategory, ConsentFormStatus } from '../../gql/types'
import type { Tone } from '../../ui/Tag'

export const statuses: Readonly<Record<ConsentFormStatus, readonly [word: string, tone: Tone]>> = {
  PREPARED: ['To sign', 'warn'],
  SIGNED: ['Signed', 'good'],
  DECLINED: ['Declined', 'bad'],
  WITHDRAWN: ['Withdrawn', 'neutral'],
}

export const categories: Readonly<Record<ConsentFormCategory, string>> = {
  ANAESTHESIA: 'Anaesthesia and surgery',
  DENTAL: 'Dental',
  EUTHANASIA: 'Euthanasia',
  AFTER_DEATH: 'After death',
  RECORDS: 'Sharing of records',
  OTHER: 'Other',
}
