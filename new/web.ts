import type { Names } from './names.ts'

/** The files of a feature in the web client: a page of the administration with its dialogs. */
export function webFiles(names: Names): Readonly<Record<string, string>> {
  const { folder, kebab, one, many, type, types, words, title } = names
  const fragment = `${type}_${one}`
  return {
    [`${folder}.graphql`]: `fragment ${fragment} on ${type} {
  id
  name
  active
  version
}

query ${types}Page($after: String) {
  ${many}(first: 50, after: $after, withRetired: true) {
    nodes {
      ...${fragment}
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

query Latest${type}($id: ID!) {
  ${one}(id: $id) {
    ...${fragment}
  }
}

subscription ${types}PageChanges {
  ${one}Changed {
    ...${fragment}
  }
}

mutation Create${type}($input: Create${type}Input!) {
  create${type}(input: $input) {
    ...${fragment}
  }
}

mutation Update${type}($input: Update${type}Input!) {
  update${type}(input: $input) {
    ...${fragment}
  }
}
`,
    'feature.ts': `import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  pages: [{ path: 'admin/${folder}', load: async () => (await import('./${types}Page')).${types}Page }],
  links: [{ to: '/admin/${folder}', group: 'system', label: '${title}', permission: '${kebab}:read', place: 90 }],
}
`,
    [`${type}Dialog.tsx`]: `import { useApolloClient } from '@apollo/client/react'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  Latest${type}Document,
  type ${fragment}Fragment,
  useCreate${type}Mutation,
  useUpdate${type}Mutation,
} from './${folder}.gen'

const labels = { name: 'Name' }
type Values = Record<keyof typeof labels, string>

export function New${type}Dialog({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const [create] = useCreate${type}Mutation({ update: (cache) => void cache.evict({ fieldName: '${many}' }) })
  const form = useSave<Values>({
    labels,
    start: { name: '' },
    save: async (input, { headersFor }) => {
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: \`\${input.name.trim()} is added.\` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="New ${words}" submitLabel="Add" onClose={onClose} width="xs">
      <Field<Values> name="name" required autoFocus />
    </SaveDialog>
  )
}

export function Edit${type}Dialog({ ${one}, onClose }: { ${one}: ${fragment}Fragment; onClose: () => void }) {
  const toast = useToast()
  const [update] = useUpdate${type}Mutation()
  const client = useApolloClient()
  const { id } = ${one}
  const latest = { query: Latest${type}Document, variables: { id }, fetchPolicy: 'network-only' } as const
  const form = useSave<Values, ${fragment}Fragment>({
    labels,
    thing: ${one},
    valuesOf: ({ name }) => ({ name }),
    latest: async () => (await client.query(latest)).data?.${one} ?? null,
    save: async ({ name }, { version }) => {
      await update({ variables: { input: { id, version, name } } })
      toast({ message: \`\${name.trim()} is saved.\` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={\`Rename \${${one}.name}\`} submitLabel="Save" onClose={onClose} width="xs">
      <Field<Values> name="name" required autoFocus />
    </SaveDialog>
  )
}
`,
    [`${types}Page.tsx`]: `import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { Can } from '../../ui/viewer'
import { Edit${type}Dialog, New${type}Dialog } from './${type}Dialog'
import {
  type ${fragment}Fragment,
  use${types}PageChangesSubscription,
  use${types}PageQuery,
  useUpdate${type}Mutation,
} from './${folder}.gen'

type Row = ${fragment}Fragment

/** Retires one or brings it back, at once and with an undo. */
function useActive() {
  const toast = useToast()
  const [update] = useUpdate${type}Mutation()
  return async function setActive({ id, version, name, active }: Row, undoable = true): Promise<void> {
    try {
      const { data } = await update({ variables: { input: { id, version, active: !active } } })
      const changed = data?.update${type}
      toast({
        message: active ? \`\${name} is retired.\` : \`\${name} is in use again.\`,
        ...(undoable && changed && { action: { label: 'Undo', run: () => void setActive(changed, false) } }),
      })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
}

export function ${types}Page() {
  const { data, error, loading, refetch, fetchMore } = use${types}PageQuery({ fetchPolicy: 'cache-and-network' })
  use${types}PageChangesSubscription({ onData: () => void refetch() })
  const setActive = useActive()
  const [isNew, setIsNew] = useState(false)
  const [editing, setEditing] = useState<Row | null>(null)
  const list = data?.${many}
  const columns: Column<Row>[] = [
    { key: 'name', label: 'Name', render: ({ name }) => name },
    { key: 'state', label: 'State', render: ({ active }) => (active ? 'In use' : <Tag>Retired</Tag>) },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (row) => (
        <Can do="${kebab}:write">
          <Button size="small" onClick={() => setEditing(row)} aria-label={\`Rename \${row.name}\`}>
            Rename
          </Button>
          <Button
            size="small"
            color={row.active ? 'error' : 'primary'}
            onClick={() => void setActive(row)}
            aria-label={\`\${row.active ? 'Retire' : 'Bring back'} \${row.name}\`}
          >
            {row.active ? 'Retire' : 'Bring back'}
          </Button>
        </Can>
      ),
    },
  ]
  return (
    <Page
      title="${title}"
      actions={
        <Can do="${kebab}:write">
          <Button variant="contained" startIcon={<Add />} onClick={() => setIsNew(true)}>
            New ${words}
          </Button>
        </Can>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(list || !error) && (
        <DataTable
          label="${title}"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})}
          empty={<EmptyState title="Nothing here yet" />}
        />
      )}
      {isNew && <New${type}Dialog onClose={() => setIsNew(false)} />}
      {editing && <Edit${type}Dialog ${one}={editing} onClose={() => setEditing(null)} />}
    </Page>
  )
}
`,
  }
}
