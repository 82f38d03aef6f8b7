import MenuItem from '@mui/material/MenuItem'
import { useEffect } from 'react'
import type { VaccinationRoute } from '../../gql/types'
import { todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useViewer } from '../../ui/viewer'
import { routes } from './vaccinationWords'
import { useLastLotQuery, useRecordVaccinationMutation, useVaccineChoiceQuery } from './vaccinations.gen'

interface Props {
  pet: { id: string; name: string; species: { id: string } }
  elsewhere: boolean
  onClose: () => void
}

const labels = {
  productId: 'Vaccine',
  lot: 'Lot',
  lotExpiresOn: 'Lot good until',
  givenOn: 'Given on',
  site: 'Site',
  route: 'Route',
  vetId: 'Vet',
  tagNumber: 'Rabies tag number',
  nextDueOn: 'Next due, if not by protocol',
  nextDueReason: 'Why another day',
}

type Values = Record<keyof Omit<typeof labels, 'route'>, string> & { route: VaccinationRoute | '' }

/** One dose, given here or elsewhere: the vaccine brings its route and, given here, its last lot. */
export function GiveDialog({ pet, elsewhere, onClose }: Props) {
  const here = useCurrentLocation()
  const today = todayIn(here.timeZone)
  const viewer = useViewer()
  const toast = useToast()
  const { data } = useVaccineChoiceQuery({ variables: { speciesId: pet.species.id, locationId: here.id } })
  const products = data?.vaccineProducts.nodes ?? []
  const [record] = useRecordVaccinationMutation()
  const form = useSave<Values>({
    labels,
    start: {
      productId: '',
      lot: '',
      lotExpiresOn: '',
      givenOn: today,
      site: '',
      route: '',
      vetId: '',
      tagNumber: '',
      nextDueOn: '',
      nextDueReason: '',
    },
    save: async (values, { headersFor }) => {
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
        vetId: elsewhere ? null : values.vetId,
        tagNumber: values.tagNumber.trim() || null,
        nextDueOn: values.nextDueOn || null,
        nextDueReason: values.nextDueReason.trim() || null,
      }
      await record({ variables: { input }, context: headersFor(input) })
      toast({ message: `${product?.name ?? 'The vaccination'} is recorded for ${pet.name}.` })
      onClose()
    },
  })
  const { setValue, watch } = form.fields
  const productId = watch('productId')
  const product = products.find(({ id }) => id === productId)
  const lastLot = useLastLotQuery({
    variables: { productId },
    skip: productId === '' || elsewhere,
    fetchPolicy: 'network-only',
  })
  const last = lastLot.data?.vaccinations.nodes[0]
  useEffect(() => {
    if (!last?.lot || (last.lotExpiresOn ?? '') < today) return
    setValue('lot', last.lot)
    setValue('lotExpiresOn', last.lotExpiresOn ?? '')
  }, [last, setValue, today])
  useEffect(() => setValue('route', product?.route ?? ''), [product, setValue])
  const vets = data?.vets
  useEffect(() => {
    const usual = vets?.find(({ id }) => id === viewer.id) ?? vets?.[0]
    if (usual) setValue('vetId', usual.id)
  }, [vets, viewer.id, setValue])
  return (
    <SaveDialog
      form={form}
      title={elsewhere ? `Given elsewhere to ${pet.name}` : `Vaccinate ${pet.name}`}
      submitLabel="Record"
      onClose={onClose}
    >
      <Field<Values>
        name="productId"
        select
        required
        autoFocus
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      >
        <option value="" />
        {products.map(({ id, name, protocols }) => (
          <option key={id} value={id}>
            {name} ({protocols.map((protocol) => protocol.name).join(', ')})
          </option>
        ))}
      </Field>
      <Pair>
        <Field<Values> name="lot" required={!elsewhere} />
        <DateField<Values> name="lotExpiresOn" required={!elsewhere} />
        <DateField<Values> name="givenOn" required max={today} />
        <Field<Values> name="site" />
        <Field<Values> name="route" select>
          {Object.entries(routes).map(([value, label]) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </Field>
        {!elsewhere && (
          <Field<Values> name="vetId" select required>
            {(vets ?? []).map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </Field>
        )}
        {product?.protocols.some(({ rabies }) => rabies) && <Field<Values> name="tagNumber" />}
        <DateField<Values> name="nextDueOn" />
      </Pair>
      {watch('nextDueOn') !== '' && <Field<Values> name="nextDueReason" required />}
    </SaveDialog>
  )
}
