import MenuItem from '@mui/material/MenuItem'
import { FilterChips } from '../../../ui/FilterChips'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { type Named, SubstancePicker } from '../SubstancePicker'
import { useAddDrugStopMutation, useFormularySpeciesQuery } from './formulary.gen'

interface Values {
  substanceId: Named | null
  kind: 'SPECIES' | 'PAIR'
  speciesId: string
  otherSubstanceId: Named | null
  reason: string
}

const labels = {
  substanceId: 'Substance',
  kind: 'Kind',
  speciesId: 'Not for the species',
  otherSubstanceId: 'Not together with',
  reason: 'Why',
}

/** A stop of the formulary: a substance that a species must not have, or two that are not given together. */
export function StopDialog({ onSaved, onClose }: { onSaved: () => void; onClose: () => void }) {
  const toast = useToast()
  const { data } = useFormularySpeciesQuery()
  const [add] = useAddDrugStopMutation()
  const form = useSave<Values>({
    labels,
    start: { substanceId: null, kind: 'SPECIES', speciesId: '', otherSubstanceId: null, reason: '' },
    save: async ({ substanceId, kind, speciesId, otherSubstanceId, reason }, { headersFor }) => {
      const input = {
        substanceId: substanceId!.id,
        speciesId: kind === 'SPECIES' ? speciesId : null,
        otherSubstanceId: kind === 'PAIR' ? otherSubstanceId!.id : null,
        reason: reason.trim(),
      }
      await add({ variables: { input }, context: headersFor(input) })
      toast({ message: `${substanceId!.name} is stopped from now on.` })
      onSaved()
    },
  })
  const kind = form.fields.watch('kind')
  return (
    <SaveDialog form={form} title="New stop" submitLabel="Add" onClose={onClose} width="xs">
      <SubstancePicker name="substanceId" label={labels.substanceId} autoFocus />
      <FilterChips
        label="What the stop is about"
        options={[
          ['SPECIES', 'A species'],
          ['PAIR', 'Another substance'],
        ]}
        value={kind}
        onChange={(next) => form.fields.setValue('kind', next)}
      />
      {kind === 'SPECIES' ? (
        <Field<Values> key="species" name="speciesId" select required>
          {(data?.species ?? []).map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </Field>
      ) : (
        <SubstancePicker key="other" name="otherSubstanceId" label={labels.otherSubstanceId} />
      )}
      <Field<Values>
        name="reason"
        required
        multiline
        helperText="The prescriber reads it and must give a reason to go on."
      />
    </SaveDialog>
  )
}
