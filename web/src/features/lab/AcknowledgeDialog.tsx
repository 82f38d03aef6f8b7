import Alert from '@mui/material/Alert'
import { SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { useCan, useViewer } from '../../ui/viewer'
import { type Lab_orderFragment, useAcknowledgeLabResultMutation } from './lab.gen'
import { ResultsTable } from './ResultsTable'
import { abnormalText } from './words'

interface Values {
  release: boolean
}

interface Props {
  order: Lab_orderFragment
  onClose: () => void
}

/** Says by name that somebody has looked at results, and shows them to the client if wanted. */
export function AcknowledgeDialog({ order, onClose }: Props) {
  const [acknowledge] = useAcknowledgeLabResultMutation()
  const { name } = useViewer()
  const mayRelease = useCan('medical-record:release') && order.status !== 'PARTIAL'
  const form = useSave<Values>({
    labels: { release: 'Show the client in the portal' },
    start: { release: false },
    save: async ({ release }) => {
      await acknowledge({ variables: { input: { id: order.id, version: order.version, release } } })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`${order.panel.name} of ${order.pet?.name ?? 'nobody'}`}
      submitLabel={`Acknowledge as ${name}`}
      onClose={onClose}
      confirms
      width="sm"
    >
      {order.critical && <Alert severity="error">Critical: {abnormalText(order)}</Alert>}
      <ResultsTable orders={[order]} />
      {mayRelease && <SwitchField<Values> name="release" />}
    </SaveDialog>
  )
}
