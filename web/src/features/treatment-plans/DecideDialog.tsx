import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useFormContext } from 'react-hook-form'
import { lacking } from '../../ui/fields'
import { addDays, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { ChipsField, DateField, Field, SaveDialog } from '../../ui/SaveDialog'
import { SignatureField } from '../../ui/SignatureField'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useViewer } from '../../ui/viewer'
import { amountOf, type Plan } from './planForm'
import { useDecideTreatmentPlanMutation } from './treatment-plans.gen'

interface Values {
  /** In the order of the lines. */
  decisions: Array<{ choice: '' | 'ACCEPTED' | 'DECLINED'; reason: string }>
  followUpOn: string
  signedBy: string
  signature: string
}

const labels = {
  decisions: 'Lines',
  followUpOn: 'Ask again on',
  signedBy: 'Name of who decides',
  signature: 'Signature',
}

/** In how many days an owner is asked again about what is declined, unless somebody says otherwise. */
const askedAgainAfter = 14

const isDeclined = (decisions: Values['decisions']) => decisions.some(({ choice }) => choice === 'DECLINED')

interface Props {
  plan: Plan
  pet: { name: string; owner: { name: string } | null }
  onClose: () => void
}

/** The client accepts or declines each line, and signs before whoever is signed in here. */
export function DecideDialog({ plan, pet, onClose }: Props) {
  const { id, version, title, diagnosis, lines } = plan
  const toast = useToast()
  const viewer = useViewer()
  const { timeZone } = useCurrentLocation()
  const [decide] = useDecideTreatmentPlanMutation()
  const form = useSave<Values>({
    labels,
    start: {
      decisions: lines.map(() => ({ choice: '', reason: '' })),
      followUpOn: addDays(todayIn(timeZone), askedAgainAfter),
      signedBy: pet.owner?.name ?? '',
      signature: '',
    },
    check: ({ decisions, signature }) => {
      for (const [place, { choice, reason }] of decisions.entries()) {
        if (choice === '') return lacking(`decisions.${place}.choice`, 'Please choose.')
        if (choice === 'DECLINED' && reason.trim() === '')
          return lacking(`decisions.${place}.reason`, 'Please say why.')
      }
      return signature === '' ? lacking('signature', 'Please sign here.') : null
    },
    save: async ({ decisions, followUpOn, signedBy, signature }, { headersFor }) => {
      const input = {
        ...{ id, version, signedBy, signature },
        followUpOn: (isDeclined(decisions) && followUpOn) || null,
        decisions: decisions.map(({ choice, reason }, place) => ({
          lineId: lines[place]!.id,
          accepted: choice === 'ACCEPTED',
          reason: choice === 'DECLINED' ? reason.trim() : null,
        })),
      }
      await decide({ variables: { input }, context: headersFor(input) })
      toast({ message: `${title} is decided.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`${title}: ${pet.name}`} submitLabel="Sign" onClose={onClose} width="sm">
      {diagnosis && <Typography>{diagnosis}</Typography>}
      {lines.map((line, place) => (
        <Decision key={line.id} line={line} place={place} />
      ))}
      {isDeclined(form.fields.watch('decisions')) && (
        <DateField<Values>
          name="followUpOn"
          helperText="A task of the vet who planned it. Empty: nobody asks again."
        />
      )}
      <Signing />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Witness: {viewer.name}. Once it is signed, nothing of it can be changed.
      </Typography>
    </SaveDialog>
  )
}

function Decision({ line, place }: { line: Plan['lines'][number]; place: number }) {
  const { watch, formState, clearErrors } = useFormContext<Values>()
  // A refusal was about the decisions as they were.
  const clear = () => clearErrors('decisions')
  const refusal = formState.errors.decisions?.[place]?.choice?.message
  return (
    <Box
      role="group"
      aria-label={line.description}
      sx={{ display: 'grid', gap: 1 }}
      onClick={clear}
      onInput={clear}
    >
      <Typography>
        <b>{line.description}</b>, {amountOf(line)}
        {line.recommended ? ', recommended' : ', optional'}
      </Typography>
      <ChipsField<Values>
        name={`decisions.${place}.choice`}
        label={line.description}
        options={[
          ['ACCEPTED', 'Accept'],
          ['DECLINED', 'Decline'],
        ]}
      />
      {refusal && (
        <Typography variant="body2" role="alert" sx={{ color: 'error.main' }}>
          {refusal}
        </Typography>
      )}
      {watch(`decisions.${place}.choice`) === 'DECLINED' && (
        <Field<Values> name={`decisions.${place}.reason`} label="Why it is declined" required />
      )}
    </Box>
  )
}

function Signing() {
  const { watch, setValue, clearErrors, formState } = useFormContext<Values>()
  return (
    <>
      <Field<Values> name="signedBy" required autoComplete="name" />
      <SignatureField
        name={watch('signedBy')}
        refusal={formState.errors.signature?.message}
        onChange={(signature) => {
          setValue('signature', signature, { shouldDirty: true })
          clearErrors('signature')
        }}
      />
    </>
  )
}
