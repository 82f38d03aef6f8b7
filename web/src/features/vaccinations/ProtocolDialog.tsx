import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import type { VaccineImportance } from '../../gql/types'
import { useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useSaving } from './useSaving'
import { importances } from './vaccinationWords'
import { useSaveVaccinationProtocolMutation, type Protocol_protocolFragment } from './vaccinations.gen'

interface Props {
  protocol: Protocol_protocolFragment | null
  species: readonly { id: string; name: string }[]
  onClose: () => void
}

const figures = [
  ['firstDoseWeeks', 'First dose from, weeks of age'],
  ['intervalWeeks', 'Weeks between doses'],
  ['primaryUntilWeeks', 'Primary course until, weeks of age'],
  ['lateStartDoses', 'Doses when begun later'],
  ['firstBoosterAgeWeeks', 'First booster at, weeks of age (optional)'],
  ['firstBoosterMonths', 'First booster after, months'],
  ['boosterMonths', 'Then every, months'],
] as const

const shown = ['speciesId', 'name', 'diseases', 'source', ...figures.map(([name]) => name)]

export function ProtocolDialog({ protocol, species, onClose }: Props) {
  const { headersFor, done } = useIdempotencyKey()
  const { problem, error, save } = useSaving(shown)
  const { values, set, text } = useFields({
    speciesId: protocol?.species.id ?? '',
    name: protocol?.name ?? '',
    diseases: protocol?.diseases.join(', ') ?? '',
    importance: protocol?.importance ?? ('CORE' as VaccineImportance),
    rabies: protocol?.rabies ?? false,
    firstDoseWeeks: String(protocol?.firstDoseWeeks ?? 8),
    intervalWeeks: String(protocol?.intervalWeeks ?? 4),
    primaryUntilWeeks: String(protocol?.primaryUntilWeeks ?? 16),
    lateStartDoses: String(protocol?.lateStartDoses ?? 2),
    firstBoosterAgeWeeks: protocol?.firstBoosterAgeWeeks?.toString() ?? '',
    firstBoosterMonths: String(protocol?.firstBoosterMonths ?? 12),
    boosterMonths: String(protocol?.boosterMonths ?? 12),
    source: protocol?.source ?? '',
    retired: Boolean(protocol?.retiredAt),
  })
  const [saveProtocol, { loading }] = useSaveVaccinationProtocolMutation()
  const submit = () =>
    save(async () => {
      const input = {
        ...values,
        id: protocol?.id,
        version: protocol?.version,
        diseases: values.diseases.split(',').flatMap((disease) => disease.trim() || []),
        firstDoseWeeks: Number(values.firstDoseWeeks),
        intervalWeeks: Number(values.intervalWeeks),
        primaryUntilWeeks: Number(values.primaryUntilWeeks),
        lateStartDoses: Number(values.lateStartDoses),
        firstBoosterAgeWeeks: values.firstBoosterAgeWeeks === '' ? null : Number(values.firstBoosterAgeWeeks),
        firstBoosterMonths: Number(values.firstBoosterMonths),
        boosterMonths: Number(values.boosterMonths),
      }
      await saveProtocol({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
    })
  return (
    <FormDialog
      title={protocol ? `Edit ${protocol.name}` : 'New protocol'}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      disabled={values.speciesId === '' || values.name.trim() === '' || values.diseases.trim() === ''}
      error={error}
      width="md"
    >
      <TextField
        select
        label="Species"
        required
        disabled={protocol !== null}
        {...text('speciesId')}
        {...wrong(problem, 'speciesId')}
      >
        {species.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField label="Name" required {...text('name')} {...wrong(problem, 'name')} />
      <TextField
        label="Diseases, with commas between"
        required
        {...text('diseases')}
        {...wrong(problem, 'diseases')}
      />
      <TextField
        select
        label="Kind"
        value={values.importance}
        onChange={(event) => set('importance', event.target.value as VaccineImportance)}
      >
        {Object.entries(importances).map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {figures.map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            {...text(name)}
            {...wrong(problem, name)}
            slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          />
        ))}
        <TextField label="Source" {...text('source')} {...wrong(problem, 'source')} />
      </Box>
      <FormControlLabel
        control={<Switch checked={values.rabies} onChange={(_event, on) => set('rabies', on)} />}
        label="Rabies: has a certificate of its own"
      />
      {protocol && (
        <FormControlLabel
          control={<Switch checked={values.retired} onChange={(_event, on) => set('retired', on)} />}
          label="No longer used"
        />
      )}
    </FormDialog>
  )
}
