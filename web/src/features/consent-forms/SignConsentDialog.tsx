import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useFormContext } from 'react-hook-form'
import { lacking } from '../../ui/fields'
import { ChipsField, Field, SaveDialog } from '../../ui/SaveDialog'
import { SignatureField } from '../../ui/SignatureField'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useViewer } from '../../ui/viewer'
import { type ConsentForm_formFragment, useSignConsentFormMutation } from './consent-forms.gen'

interface Values {
  resuscitate: string
  signedBy: string
  signature: string
}

const labels = {
  resuscitate: 'If the heart or the breathing stops',
  signedBy: 'Name of who signs',
  signature: 'Signature',
}

interface Props {
  form: ConsentForm_formFragment
  pet: { name: string; owner: { name: string } | null }
  onClose: () => void
}

/** The client reads what is agreed to, and signs before whoever is signed in here. */
export function SignConsentDialog({ form: consent, pet, onClose }: Props) {
  const { id, version, title, wording, notes, asksResuscitation } = consent
  const toast = useToast()
  const viewer = useViewer()
  const [sign] = useSignConsentFormMutation()
  const form = useSave<Values>({
    labels,
    start: { resuscitate: '', signedBy: pet.owner?.name ?? '', signature: '' },
    check: ({ resuscitate, signature }) => {
      if (asksResuscitation && resuscitate === '') return lacking('resuscitate', 'Please choose.')
      return signature === '' ? lacking('signature', 'Please sign here.') : null
    },
    save: async ({ resuscitate, signedBy, signature }, { headersFor }) => {
      const wish = asksResuscitation ? resuscitate === 'YES' : null
      const input = { id, version, signedBy, signature, resuscitate: wish }
      await sign({ variables: { input }, context: headersFor(input) })
      toast({ message: `${title} is signed.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`${title}: ${pet.name}`} submitLabel="Sign" onClose={onClose} width="sm">
      <Box sx={{ display: 'grid', gap: 1 }}>
        {[...wording.split(/\n{2,}/), ...(notes ? [notes] : [])].map((paragraph) => (
          <Typography key={paragraph} sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {paragraph}
          </Typography>
        ))}
      </Box>
      <SigningFields asksResuscitation={asksResuscitation} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Witness: {viewer.name}. Once it is signed, nothing of it can be changed.
      </Typography>
    </SaveDialog>
  )
}

function SigningFields({ asksResuscitation }: { asksResuscitation: boolean }) {
  const { watch, setValue, clearErrors, formState } = useFormContext<Values>()
  const refusal = formState.errors.resuscitate?.message
  return (
    <>
      {asksResuscitation && (
        <Box>
          <Typography variant="body2" sx={{ fontWeight: 600, mb: 0.5 }}>
            {labels.resuscitate}
          </Typography>
          <ChipsField<Values>
            name="resuscitate"
            options={[
              ['YES', 'Resuscitate'],
              ['NO', 'Do not resuscitate'],
            ]}
          />
          {refusal && (
            <Typography variant="body2" role="alert" sx={{ color: 'error.main', mt: 0.5 }}>
              {refusal}
            </Typography>
          )}
        </Box>
      )}
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
