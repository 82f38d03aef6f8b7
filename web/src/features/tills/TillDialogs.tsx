import Typography from '@mui/material/Typography'
import { amountFrom, amountText } from '../../ui/amount'
import { lacking } from '../../ui/fields'
import { formatMoney } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  type Till_tillFragment,
  type TillSession_sessionFragment,
  useOpenTillMutation,
  useStartTillCountMutation,
} from './tills.gen'

export const cashInput = {
  htmlInput: { inputMode: 'decimal', autoComplete: 'off', className: 'tabular' },
} as const

const isNoAmount = 'Type an amount; 0 for none.'

interface OpenProps {
  till: Till_tillFragment
  currency: string
  onClose: () => void
}

/** Opens a till with the cash that is in it. */
export function OpenTillDialog({ till, currency, onClose }: OpenProps) {
  const toast = useToast()
  const [open] = useOpenTillMutation()
  const form = useSave({
    labels: { float: `Cash in the till (${currency})` },
    start: { float: '' },
    check: ({ float }) => (amountFrom(float, currency) ? null : lacking('float', isNoAmount)),
    save: async ({ float }, { headersFor }) => {
      const input = { tillId: till.id, float: amountFrom(float, currency)! }
      await open({ variables: { input }, context: headersFor(input) })
      toast({ message: `${till.name} is open with ${formatMoney(input.float)}.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Open ${till.name}`} submitLabel="Open till" onClose={onClose} width="xs">
      <Field
        name="float"
        required
        autoFocus
        helperText="The float: what is in the drawer before the first client pays."
        slotProps={cashInput}
      />
    </SaveDialog>
  )
}

interface CountProps {
  till: Till_tillFragment
  session: TillSession_sessionFragment
  onStarted: (session: TillSession_sessionFragment) => void
  onClose: () => void
}

/** Begins the count, while another drawer takes the cash of whoever pays meanwhile. */
export function StartCountDialog({ till, session, onStarted, onClose }: CountProps) {
  const { currency } = session.float
  const [start] = useStartTillCountMutation()
  const form = useSave({
    labels: { nextFloat: `Cash in the next drawer (${currency})` },
    start: { nextFloat: amountText(session.float) },
    check: ({ nextFloat }) =>
      nextFloat.trim() === '' || amountFrom(nextFloat, currency) ? null : lacking('nextFloat', isNoAmount),
    save: async ({ nextFloat }, { headersFor }) => {
      const input = {
        sessionId: session.id,
        version: session.version,
        nextFloat: amountFrom(nextFloat, currency),
      }
      const { data } = await start({ variables: { input }, context: headersFor(input) })
      if (data) onStarted(data.startTillCount)
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Count ${till.name}`}
      submitLabel="Start count"
      onClose={onClose}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        From now on cash goes into the next drawer, so that trade goes on while this one, with{' '}
        <Money value={session.expected} /> expected, is counted.
      </Typography>
      <Field
        name="nextFloat"
        autoFocus
        helperText="Leave it empty to take no cash until the till is opened again."
        slotProps={cashInput}
      />
    </SaveDialog>
  )
}
