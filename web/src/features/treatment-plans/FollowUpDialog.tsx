import Typography from '@mui/material/Typography'
import type { TreatmentPlanDecision } from '../../gql/types'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { declinedOf } from './planForm'
import { useFollowUpTreatmentPlanMutation } from './treatment-plans.gen'

interface Props {
  plan: {
    id: string
    version: number
    title: string
    lines: ReadonlyArray<{
      id: string
      description: string
      decision: TreatmentPlanDecision
      declineReason: string | null
    }>
  }
  onClose: () => void
}

/** Keeps that the client was asked again about what was declined, and what came of it. */
export function FollowUpDialog({ plan: { id, version, title, lines }, onClose }: Props) {
  const [followUp] = useFollowUpTreatmentPlanMutation()
  const form = useSave({
    labels: { note: 'What came of it' },
    start: { note: '' },
    save: async ({ note }) => {
      await followUp({ variables: { input: { id, version, note } } })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Follow up ${title}`} submitLabel="Done" onClose={onClose} width="xs">
      {declinedOf(lines).map((line) => (
        <Typography key={line.id}>
          <b>{line.description}</b>: {line.declineReason}
        </Typography>
      ))}
      <Field
        name="note"
        required
        autoFocus
        multiline
        minRows={2}
        helperText="What is wanted now is planned anew."
      />
    </SaveDialog>
  )
}
