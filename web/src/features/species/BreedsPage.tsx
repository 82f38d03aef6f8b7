import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { useState } from 'react'
import { Link as RouterLink, useParams } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { useToast } from '../../ui/toasts'
import { useCreateBreedMutation, useSpeciesPageQuery, useUpdateBreedMutation } from './species.gen'
import { NewTermDialog } from './TermDialog'
import { TermTable } from './TermTable'

/** The breeds of one species. */
export function BreedsPage() {
  const { id = '' } = useParams()
  const { data, error, loading, refetch } = useSpeciesPageQuery({ fetchPolicy: 'cache-and-network' })
  const toast = useToast()
  const [isNew, setIsNew] = useState(false)
  const [create] = useCreateBreedMutation({
    update: (cache) =>
      void cache.evict({ id: cache.identify({ __typename: 'Species', id }), fieldName: 'breeds' }),
  })
  const [update] = useUpdateBreedMutation()
  const species = data?.species.find((each) => each.id === id)
  if (data && !species) {
    return (
      <Page title="Breeds">
        <EmptyState
          title="There is no such species"
          action={
            <Button component={RouterLink} to="/admin/species" variant="contained">
              All species
            </Button>
          }
        />
      </Page>
    )
  }
  return (
    <Page
      title={species ? `Breeds: ${species.name}` : 'Breeds'}
      subtitle={
        <Link component={RouterLink} to="/admin/species">
          All species
        </Link>
      }
      actions={
        species && (
          <Button
            variant="contained"
            startIcon={<Add />}
            disabled={species.retired}
            onClick={() => setIsNew(true)}
          >
            New breed
          </Button>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <TermTable
          label="Breeds"
          rows={species?.breeds ?? []}
          loading={loading}
          update={(input) => update({ variables: { input } })}
          latest={async () => (await refetch()).data?.species.find((each) => each.id === id)?.breeds ?? []}
        />
      )}
      {species && isNew && (
        <NewTermDialog
          title={`New breed of ${species.name.toLowerCase()}`}
          onSave={async ({ name, synonyms }, { headersFor }) => {
            const input = { speciesId: id, name, synonyms }
            await create({ variables: { input }, context: headersFor(input) })
            toast({ message: `${name} can be chosen now.` })
            setIsNew(false)
          }}
          onClose={() => setIsNew(false)}
        />
      )}
    </Page>
  )
}
