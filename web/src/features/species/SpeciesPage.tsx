import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { useToast } from '../../ui/toasts'
import { useCreateSpeciesMutation, useSpeciesPageQuery, useUpdateSpeciesMutation } from './species.gen'
import { NewTermDialog } from './TermDialog'
import { TermTable } from './TermTable'

/** The kinds of animals that the hospital treats, as the administrator keeps them. */
export function SpeciesPage() {
  const { data, error, loading, refetch } = useSpeciesPageQuery({ fetchPolicy: 'cache-and-network' })
  const toast = useToast()
  const [isNew, setIsNew] = useState(false)
  const [create] = useCreateSpeciesMutation({
    update: (cache) => void cache.evict({ fieldName: 'species' }),
  })
  const [update] = useUpdateSpeciesMutation()
  return (
    <Page
      title="Species and breeds"
      subtitle="What patients can be. A retired one can no longer be chosen; patients that have it keep it."
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setIsNew(true)}>
          New species
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <TermTable
          label="Species"
          rows={data?.species ?? []}
          loading={loading}
          further={[
            {
              key: 'breeds',
              label: 'Breeds',
              align: 'right',
              render: ({ breeds }) => breeds.filter(({ retired }) => !retired).length,
            },
          ]}
          rowHref={({ id }) => `/admin/species/${id}`}
          update={(input) => update({ variables: { input } })}
          latest={async () => (await refetch()).data?.species ?? []}
        />
      )}
      {isNew && (
        <NewTermDialog
          title="New species"
          onSave={async (input, { headersFor }) => {
            await create({ variables: { input }, context: headersFor(input) })
            toast({ message: `${input.name} can be chosen now.` })
            setIsNew(false)
          }}
          onClose={() => setIsNew(false)}
        />
      )}
    </Page>
  )
}
