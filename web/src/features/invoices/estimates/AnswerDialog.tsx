import { SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { AnswerFields, submitLabelOf, useAnswer } from './AnswerFields'
import type { Shown } from './EstimateSheet'
import { useAcceptEstimateMutation } from './estimates.gen'

interface Props {
  estimate: Shown
  /** Who is likely to answer. */
  name: string
  /** The client answers in the portal, where the name is enough. */
  portal?: boolean
  onClose: () => void
}

/** The client chooses which lines are wanted, and signs. */
export function AnswerDialog({ estimate, name, portal = false, onClose }: Props) {
  const { id, version, items } = estimate
  const toast = useToast()
  const [accept] = useAcceptEstimateMutation()
  const form = useAnswer({
    items,
    name,
    mayBeUnsigned: portal,
    save: async ({ signature, ...answer }, { headersFor }) => {
      const input = { id, version, ...answer, signature: signature || null }
      await accept({ variables: { input }, context: headersFor(input) })
      const isAccepted = answer.acceptedItemIds.length > 0
      toast({ message: isAccepted ? 'The estimate is accepted.' : 'The estimate is declined.' })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title="Answer the estimate"
      submitLabel={submitLabelOf(form)}
      danger={form.fields.watch('accepted').length === 0}
      onClose={onClose}
    >
      <AnswerFields items={items} />
    </SaveDialog>
  )
}
