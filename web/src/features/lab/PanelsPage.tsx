import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { PanelDialog } from './PanelDialog'
import { type Panel_panelFragment, type Panel_testFragment, usePanelsPageQuery } from './panels.gen'
import { TestDialog } from './TestDialog'
import { rangeText } from './words'

type Test = Panel_testFragment

const ages = ({ fromMonths, toMonths }: Test['ranges'][number]) => {
  if (toMonths !== null) return ` ${fromMonths}–${toMonths} months`
  return fromMonths > 0 ? ` from ${fromMonths} months` : ''
}

const testColumns = (onEdit: (test: Test) => void): Column<Test>[] => [
  {
    key: 'code',
    label: 'Test',
    width: '26%',
    render: ({ code, name, retiredAt }) => (
      <>
        <b>{code}</b> {name} {retiredAt && <Tag>Retired</Tag>}
      </>
    ),
  },
  { key: 'unit', label: 'Unit', width: 110, render: ({ unit }) => unit ?? 'words' },
  {
    key: 'ranges',
    label: 'Ranges',
    render: ({ ranges }) =>
      ranges.map((range) => `${range.species.name}${ages(range)}: ${rangeText(range)}`).join('; ') || '–',
  },
  {
    key: 'edit',
    label: 'Change',
    phone: 'end',
    align: 'right',
    width: 90,
    render: (test) => (
      <Button size="small" variant="outlined" aria-label={`Edit ${test.code}`} onClick={() => onEdit(test)}>
        Edit
      </Button>
    ),
  },
]

/** What can be ordered of the laboratory, with units and ranges. */
export function PanelsPage() {
  const { data, error, refetch } = usePanelsPageQuery({ fetchPolicy: 'cache-and-network' })
  const [panel, setPanel] = useState<Panel_panelFragment | 'new' | null>(null)
  const [test, setTest] = useState<{ panelId: string; test: Test | null } | null>(null)
  const close = () => {
    setPanel(null)
    setTest(null)
    void refetch()
  }
  const fresh = async () => (await refetch()).data?.labPanels ?? []
  return (
    <Page
      title="Laboratory"
      subtitle="Panels that can be ordered, their tests, units and reference ranges"
      actions={
        <Button variant="contained" onClick={() => setPanel('new')}>
          New panel
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {data?.labPanels.length === 0 && (
          <EmptyState title="No panels yet">A blood count, a chemistry profile, a urine test.</EmptyState>
        )}
        {data?.labPanels.map((each) => (
          <Section
            key={each.id}
            title={each.retiredAt ? `${each.name} (retired)` : each.name}
            id={each.id}
            flush
            actions={
              <>
                <Button color="inherit" aria-label={`Edit ${each.name}`} onClick={() => setPanel(each)}>
                  Edit
                </Button>
                <Button
                  aria-label={`Add test to ${each.name}`}
                  onClick={() => setTest({ panelId: each.id, test: null })}
                >
                  Add test
                </Button>
              </>
            }
          >
            <DataTable
              label={`Tests of ${each.name}`}
              columns={testColumns((edited) => setTest({ panelId: each.id, test: edited }))}
              rows={each.tests}
              rowKey={({ id }) => id}
              empty={<EmptyState title="No tests yet" />}
            />
          </Section>
        ))}
      </Box>
      {panel && (
        <PanelDialog
          panel={panel === 'new' ? null : panel}
          latest={async () => (await fresh()).find(({ id }) => panel !== 'new' && id === panel.id) ?? null}
          onClose={close}
        />
      )}
      {data && test && (
        <TestDialog
          panelId={test.panelId}
          test={test.test}
          species={data.species}
          latest={async () =>
            (await fresh()).flatMap(({ tests }) => tests).find(({ id }) => id === test.test?.id) ?? null
          }
          onClose={close}
        />
      )}
    </Page>
  )
}
