import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import {
  type Lab_orderFragment,
  type LabTestsQuery,
  useLabTestsQuery,
  useRecordLabResultMutation,
} from './lab.gen'
import { labNumber, valueText } from './words'

type Panel = LabTestsQuery['labPanels'][number]
/** What is typed for each test, by its id, beside the rest. */
type Values = Record<string, string | boolean> & { patientText: string; reason: string; complete: boolean }

interface Props {
  /** Null for results that came without an order. */
  order: Lab_orderFragment | null
  onClose: () => void
}

const textOf = (typed: string | boolean | undefined) => (typeof typed === 'string' ? typed.trim() : '')

/** Enters results by hand: numbers in the test’s unit, or words. */
export function RecordDialog({ order, onClose }: Props) {
  const { data } = useLabTestsQuery()
  const [panelId, setPanelId] = useState(order?.panel.id ?? '')
  const panel = data?.labPanels.find(({ id }) => id === panelId)
  const choose = !order && (
    <TextField
      select
      label="Panel"
      required
      value={panelId}
      onChange={({ target }) => setPanelId(target.value)}
    >
      {(data?.labPanels ?? []).map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
  return <RecordForm key={panelId + String(!panel)} {...{ order, panel, choose, onClose }} />
}

interface FormProps extends Props {
  panel: Panel | undefined
  choose: React.ReactNode
}

function RecordForm({ order, panel, choose, onClose }: FormProps) {
  const [record] = useRecordLabResultMutation()
  const { id: locationId } = useCurrentLocation()
  const held = new Map(order?.results.map((result) => [result.test.id, valueText(result)]))
  const tests = panel?.tests.filter(({ id, retiredAt }) => !retiredAt || held.has(id)) ?? []
  const typedIn = (values: Values) =>
    tests.filter(({ id }) => textOf(values[id]) !== '' && textOf(values[id]) !== (held.get(id) ?? ''))
  const form = useSave<Values>({
    labels: {
      ...Object.fromEntries(tests.map(({ id, code }) => [id, code])),
      patientText: 'Patient as the laboratory wrote it',
      reason: 'Why values are corrected',
      complete: 'No more results come',
    },
    start: {
      ...Object.fromEntries(tests.map(({ id }) => [id, held.get(id) ?? ''])),
      patientText: '',
      reason: '',
      complete: false,
    },
    save: async (values, { headersFor }) => {
      const input = {
        ...(order
          ? { orderId: order.id, version: order.version }
          : { panelId: panel?.id ?? null, locationId, patientText: values.patientText.trim() }),
        complete: values.complete,
        reason: values.reason.trim() || null,
        values: typedIn(values).map(({ id }) => {
          const number = labNumber(textOf(values[id]))
          return number === null ? { testId: id, text: textOf(values[id]) } : { testId: id, value: number }
        }),
      }
      await record({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  const typed = form.fields.watch()
  const corrects = typedIn(typed).some(({ id }) => held.has(id))
  return (
    <SaveDialog
      form={form}
      title={order ? `Results: ${order.panel.name}` : 'Results without an order'}
      submitLabel="Save results"
      onClose={onClose}
      disabled={!panel || (typedIn(typed).length === 0 && !typed.complete)}
      width="sm"
    >
      {choose}
      {!order && (
        <Field<Values> name="patientText" required helperText="Name, client, chip: whatever it says" />
      )}
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}>
        {tests.map(({ id, code, name, unit }, place) => (
          <Field<Values>
            key={id}
            name={id}
            label={unit ? `${code} (${unit})` : code}
            autoFocus={place === 0}
            helperText={name}
            slotProps={{ htmlInput: { autoComplete: 'off' } }}
          />
        ))}
      </Box>
      {corrects && (
        <Field<Values> name="reason" required multiline helperText="The old values are kept with it." />
      )}
      <SwitchField<Values> name="complete" />
    </SaveDialog>
  )
}
