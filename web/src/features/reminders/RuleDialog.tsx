import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useFormContext } from 'react-hook-form'
import type { ReminderKind } from '../../gql/types'
import type { Problem } from '../../ui/errors'
import { Field, Pair, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { kinds, ruleWords } from './reminderWords'
import {
  type ReminderRule_ruleFragment,
  type ReminderRulesQuery,
  useSaveReminderRuleMutation,
} from './reminders.gen'

type Rule = ReminderRule_ruleFragment
type Choices = Pick<ReminderRulesQuery, 'species' | 'locations'>

interface Values {
  name: string
  kind: ReminderKind
  steps: string
  timeOfDay: string
  speciesIds: string[]
  locationIds: string[]
  active: boolean
}

const labels = {
  name: 'Name',
  kind: 'Remind of',
  steps: 'Days',
  timeOfDay: 'At',
  speciesIds: 'Species',
  locationIds: 'Locations',
  active: 'In use',
}

const start: Values = {
  name: '',
  kind: 'APPOINTMENT',
  steps: '-2',
  timeOfDay: '09:00',
  speciesIds: [],
  locationIds: [],
  active: true,
}

const valuesOf = ({ name, kind, steps, timeOfDay, speciesIds, locationIds, active }: Rule): Values => ({
  ...{ name, kind, timeOfDay, speciesIds: [...speciesIds], locationIds: [...locationIds], active },
  steps: steps.join(', '),
})

const isSteps = (text: string) => /^\s*[-−+]?\d+(\s*,\s*[-−+]?\d+)*\s*$/.test(text)

const stepsOf = (text: string) => text.split(',').map((part) => Number(part.trim().replace('−', '-')))

const inputOf = ({ steps, ...values }: Values) => ({
  ...values,
  channel: 'EMAIL' as const,
  steps: stepsOf(steps),
})

const check = ({ steps }: Values): Problem | null =>
  isSteps(steps)
    ? null
    : {
        code: 'BAD_USER_INPUT',
        field: 'steps',
        message: 'Whole numbers, as -30, -7, 0.',
        requestId: null,
        extensions: {},
      }

const times = Array.from({ length: 24 }, (_, half) => {
  const hour = String(8 + Math.floor(half / 2)).padStart(2, '0')
  return `${hour}:${half % 2 ? '30' : '00'}`
})

interface Props {
  choices: Choices
  onClose: () => void
}

function RuleFields({ choices }: { choices: Choices }) {
  const { watch } = useFormContext<Values>()
  const { steps, ...rule } = watch()
  const multiple = { select: { multiple: true }, inputLabel: { shrink: true } }
  return (
    <>
      <Field<Values> name="name" required autoFocus />
      <Pair>
        <Field<Values> name="kind" select>
          {Object.entries(kinds).map(([kind, label]) => (
            <MenuItem key={kind} value={kind}>
              {label}
            </MenuItem>
          ))}
        </Field>
        <Field<Values> name="timeOfDay" select helperText="By the clock of the location.">
          {times.map((time) => (
            <MenuItem key={time} value={time}>
              {time}
            </MenuItem>
          ))}
        </Field>
      </Pair>
      <Field<Values>
        name="steps"
        required
        helperText="-7 is a week before, 0 is on the day, 30 is after. Several with commas: -30, -7, 0, 30."
      />
      <Pair>
        <Field<Values> name="speciesIds" select slotProps={multiple} helperText="All if none is chosen.">
          {choices.species.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </Field>
        <Field<Values> name="locationIds" select slotProps={multiple} helperText="All if none is chosen.">
          {choices.locations.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </Field>
      </Pair>
      <SwitchField<Values> name="active" />
      {isSteps(steps) && (
        <Typography aria-live="polite" sx={{ color: 'text.secondary' }}>
          {ruleWords({ ...rule, steps: stepsOf(steps).sort((one, other) => one - other) }, choices)}
          {!rule.active && ' Not in use.'}
        </Typography>
      )}
    </>
  )
}

export function NewRuleDialog({ choices, onClose }: Props) {
  const toast = useToast()
  const [save] = useSaveReminderRuleMutation({
    update: (cache) => void cache.evict({ fieldName: 'reminderRules' }),
  })
  const form = useSave<Values>({
    labels,
    start,
    check,
    save: async (values, { headersFor }) => {
      const input = inputOf(values)
      await save({ variables: { input }, context: headersFor(input) })
      toast({ message: `${values.name.trim()} plans its messages now.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="New rule" submitLabel="Add" onClose={onClose}>
      <RuleFields choices={choices} />
    </SaveDialog>
  )
}

interface EditProps extends Props {
  rule: Rule
  latest: () => Promise<Rule | null>
}

export function EditRuleDialog({ rule, latest, choices, onClose }: EditProps) {
  const toast = useToast()
  const [save] = useSaveReminderRuleMutation()
  const form = useSave<Values, Rule>({
    labels,
    thing: rule,
    valuesOf,
    latest,
    check,
    save: async (values, { version }) => {
      await save({ variables: { input: { ...inputOf(values), id: rule.id, version } } })
      toast({ message: `${values.name.trim()} is saved: its messages are planned anew.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${rule.name}`} submitLabel="Save" onClose={onClose}>
      <RuleFields choices={choices} />
    </SaveDialog>
  )
}
