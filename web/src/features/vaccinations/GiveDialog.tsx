import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useEffect } from 'react'
import type { VaccinationRoute } from '../../gql/types'
import { useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { todayIn } from '../../ui/format'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { useToast } from '../../ui/toasts'
import { useViewer } from '../../ui/viewer'
import { useSaving } from './useSaving'
import { routes } from './vaccinationWords'
import { useLastLotQuery, useRecordVaccinationMutation, useVaccineChoiceQuery } from './vaccinations.gen'

interface Props {
  pet: { id: string; name: string; species: { id: string } }
  elsewhere: boolean
  onClose: () => void
}

const shown = [
  'productId',
  'givenOn',
  'lot',
  'lotExpiresOn',
  'site',
  'vetId',
  'tagNumber',
  'nextDueOn',
  'nextDueReason',
]

const half = { display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }

/** One dose, given here or elsewhere: the vaccine brings route and dose, its last lot stands there already. */
export function GiveDialog({ pet, elsewhere, onClose }: Props) {
  const here = useCurrentLocation()
  const viewer = useViewer()
  const toast = useToast()
  const { headersFor, done } = useIdempotencyKey()
  const { problem, error, save } = useSaving(shown)
  const { data } = useVaccineChoiceQuery({ variables: { speciesId: pet.species.id, locationId: here.id } })
  const { values, set, text } = useFields({
    productId: '',
    givenOn: todayIn(here.timeZone),
    lot: '',
    lotExpiresOn: '',
    route: '' as VaccinationRoute | '',
    site: '',
    vetId: '',
    tagNumber: '',
    nextDueOn: '',
    nextDueReason: '',
  })
  const [record, { loading }] = useRecordVaccinationMutation()
  const products = data?.vaccineProducts.nodes ?? []
  const vets = data?.vets ?? []
  const product = products.find(({ id }) => id === values.productId)
  const lastLot = useLastLotQuery({
    variables: { productId: values.productId },
    skip: values.productId === '' || elsewhere,
    fetchPolicy: 'network-only',
  })
  const last = lastLot.data?.vaccinations.nodes[0]
  useEffect(() => {
    if (!last?.lot || (last.lotExpiresOn ?? '') < todayIn(here.timeZone)) return
    set('lot', last.lot)
    set('lotExpiresOn', last.lotExpiresOn ?? '')
  }, [last, set, here.timeZone])
  const vetId = values.vetId || (vets.find(({ id }) => id === viewer.id) ?? vets[0])?.id || ''
  const submit = () =>
    save(async () => {
      const input = {
        petId: pet.id,
        locationId: here.id,
        elsewhere,
        productId: values.productId,
        givenOn: values.givenOn,
        lot: values.lot.trim() || null,
        lotExpiresOn: values.lotExpiresOn || null,
        route: values.route || null,
        site: values.site.trim() || null,
        vetId: elsewhere ? null : vetId,
        tagNumber: values.tagNumber.trim() || null,
        nextDueOn: values.nextDueOn || null,
        nextDueReason: values.nextDueReason.trim() || null,
      }
      await record({ variables: { input }, context: headersFor(input) })
      done()
      toast({ message: `${product?.name ?? 'The vaccination'} is recorded for ${pet.name}.` })
      onClose()
    })
  return (
    <FormDialog
      title={elsewhere ? `Given elsewhere to ${pet.name}` : `Vaccinate ${pet.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Record"
      busy={loading}
      disabled={
        values.productId === '' || (!elsewhere && (values.lot.trim() === '' || values.lotExpiresOn === ''))
      }
      error={error}
    >
      <TextField
        select
        required
        autoFocus
        label="Vaccine"
        {...text('productId')}
        {...wrong(problem, 'productId')}
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      >
        <option value="" />
        {products.map(({ id, name, protocols }) => (
          <option key={id} value={id}>
            {name} ({protocols.map((protocol) => protocol.name).join(', ')})
          </option>
        ))}
      </TextField>
      <Box sx={half}>
        <TextField label="Lot" required={!elsewhere} {...text('lot')} {...wrong(problem, 'lot')} />
        <TextField
          label="Lot good until"
          type="date"
          required={!elsewhere}
          {...text('lotExpiresOn')}
          {...wrong(problem, 'lotExpiresOn')}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <TextField
          label="Given on"
          type="date"
          required
          {...text('givenOn')}
          {...wrong(problem, 'givenOn')}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: todayIn(here.timeZone) } }}
        />
        <TextField label="Site" {...text('site')} {...wrong(problem, 'site')} />
        <TextField
          select
          label="Route"
          value={values.route || (product?.route ?? '')}
          onChange={(event) => set('route', event.target.value as VaccinationRoute)}
        >
          {Object.entries(routes).map(([value, label]) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </TextField>
        {!elsewhere && (
          <TextField
            select
            label="Vet"
            value={vetId}
            onChange={(event) => set('vetId', event.target.value)}
            {...wrong(problem, 'vetId')}
          >
            {vets.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        )}
        {product?.protocols.some(({ rabies }) => rabies) && (
          <TextField label="Rabies tag number" {...text('tagNumber')} {...wrong(problem, 'tagNumber')} />
        )}
        <TextField
          label="Next due, if not by protocol"
          type="date"
          {...text('nextDueOn')}
          {...wrong(problem, 'nextDueOn')}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Box>
      {values.nextDueOn !== '' && (
        <TextField
          label="Why another day"
          required
          {...text('nextDueReason')}
          {...wrong(problem, 'nextDueReason')}
        />
      )}
    </FormDialog>
  )
}
