import { skipToken } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import type { BulkMessageInput, BulkMessagePurpose } from '../../gql/types'
import { problemOf } from '../../ui/errors'
import { useCurrentLocation } from '../../ui/location'
import { ChipsField, DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useDebounced } from '../../ui/useDebounced'
import { useSave } from '../../ui/useSave'
import {
  type BulkMessagePreviewQuery,
  useBulkMessagePreviewQuery,
  useBulkVetsQuery,
  useSendBulkMessageMutation,
} from './bulk-messages.gen'
import { clients, purposes, reasons } from './bulkWords'
import { type Audience, useAudience } from './useAudience'

interface Values extends Omit<Audience, 'lotId'> {
  purpose: BulkMessagePurpose
  subject: string
  body: string
  confirmedCount: string
}

const labels = {
  from: 'Visits from',
  to: 'Until (if not one day)',
  vetId: 'With',
  purpose: 'Purpose',
  subject: 'Subject',
  body: 'Text',
  confirmedCount: 'How many clients',
}

interface Props {
  audience: Audience
  onSent: (id: string) => void
  onClose: () => void
}

/** One message to the clients of a recalled lot, or with visits on some days, beside what the first would read. */
export function BulkMessageDialog({ audience, onSent, onClose }: Props) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [send] = useSendBulkMessageMutation()
  const vets = useBulkVetsQuery({ variables: { locationId: location.id } }).data?.vets ?? []
  const { lotId, ...visits } = audience
  const form = useSave<Values>({
    labels,
    start: { ...visits, purpose: 'SERVICE', subject: '', body: '', confirmedCount: '' },
    save: async (values, { headersFor }) => {
      const input = { ...inputOf(values), confirmedCount: Number(values.confirmedCount) || null }
      const { data } = await send({ variables: { input }, context: headersFor(input) })
      toast({ message: 'The message is being sent.' })
      if (data) onSent(data.sendBulkMessage.id)
    },
  })
  const { from, to, vetId, ...words } = form.fields.watch()
  const { petIds, error: unread } = useAudience({ lotId, from, to, vetId })
  const inputOf = ({ purpose, subject, body }: Pick<Values, 'purpose' | 'subject' | 'body'>) => ({
    ...{ purpose, subject, body, locationId: location.id, petIds: petIds ?? [] },
  })
  const text = useDebounced(JSON.stringify(inputOf(words)), 300)
  const input = JSON.parse(text) as BulkMessageInput
  const isBlank = [input.subject, input.body].some((each) => each.trim() === '')
  const { data, previousData, error } = useBulkMessagePreviewQuery(
    isBlank || input.petIds.length === 0 ? skipToken : { variables: { input }, fetchPolicy: 'no-cache' },
  )
  const preview = error || input.petIds.length === 0 ? undefined : (data ?? previousData)?.bulkMessagePreview
  const isConfirmed = !preview?.needsConfirmation || words.confirmedCount.trim() === String(preview.reached)
  const isSettled = text === JSON.stringify(inputOf(words)) && data !== undefined
  return (
    <SaveDialog
      form={form}
      title="Write to many clients"
      submitLabel={preview && preview.reached > 0 ? `Send to ${clients(preview.reached)}` : 'Send'}
      disabled={!preview || preview.reached === 0 || !isConfirmed || !isSettled}
      onClose={onClose}
      width="md"
    >
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
        <Box sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
          {lotId ? (
            <Typography>To the clients whose patients were given the recalled lot.</Typography>
          ) : (
            <>
              <Pair>
                <DateField<Values> name="from" required />
                <DateField<Values> name="to" />
              </Pair>
              <Field<Values>
                name="vetId"
                select
                slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
              >
                <MenuItem value="">Anybody at {location.name}</MenuItem>
                {vets.map(({ id, name }) => (
                  <MenuItem key={id} value={id}>
                    {name}
                  </MenuItem>
                ))}
              </Field>
            </>
          )}
          <ChipsField<Values>
            name="purpose"
            options={(['SERVICE', 'NEWS'] as const).map((purpose) => [purpose, purposes[purpose]])}
          />
          <Field<Values> name="subject" required autoFocus />
          <Field<Values>
            name="body"
            required
            multiline
            minRows={6}
            maxRows={14}
            helperText="The greeting and the hospital’s name are added. {{ pets }} stands for the patients’ names."
          />
          {preview?.needsConfirmation && (
            <Field<Values>
              name="confirmedCount"
              required
              slotProps={{ htmlInput: { inputMode: 'numeric' } }}
              helperText={`This reaches ${preview.reached} clients. Type the number to confirm it.`}
            />
          )}
        </Box>
        <Box
          component="section"
          aria-label="Preview"
          sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}
        >
          {unread || error ? (
            <Alert severity="error">{problemOf(unread ?? error).message}</Alert>
          ) : (
            <Reach asked={petIds} preview={preview} />
          )}
          {preview?.text && (
            <Box
              sx={{ p: 2, borderRadius: 1, border: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}
              aria-live="polite"
            >
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                To {preview.exampleName}
              </Typography>
              <Typography variant="subtitle2" component="p">
                {preview.subject}
              </Typography>
              <Typography sx={{ whiteSpace: 'pre-wrap', mt: 1 }}>{preview.text}</Typography>
            </Box>
          )}
        </Box>
      </Box>
    </SaveDialog>
  )
}

interface ReachProps {
  asked: readonly string[] | null
  preview: BulkMessagePreviewQuery['bulkMessagePreview'] | undefined
}

/** Whom it reaches, and who is left out for which reason. */
function Reach({ asked, preview }: ReachProps) {
  if (!asked) return <Alert severity="info">Looking for the patients…</Alert>
  if (asked.length === 0) return <Alert severity="warning">This is about no patient.</Alert>
  if (!preview)
    return (
      <Alert severity="info">
        It is about {asked.length === 1 ? 'one patient' : `${asked.length} patients`}. Write a subject and a
        text to see whom it reaches.
      </Alert>
    )
  return (
    <Alert severity={preview.reached > 0 ? 'success' : 'warning'} role="status">
      {preview.reached > 0 ? `It reaches ${clients(preview.reached)}.` : 'It reaches nobody.'}
      {preview.leftOut.length > 0 && (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {preview.leftOut.map(({ reason, count }) => (
            <li key={reason}>
              {reasons[reason]}: {clients(count)} left out
            </li>
          ))}
        </Box>
      )}
    </Alert>
  )
}
