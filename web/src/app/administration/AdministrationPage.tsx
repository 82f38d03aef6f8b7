import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { administrationGroups } from '../../ui/feature'
import { Page } from '../../ui/Page'
import { SearchField } from '../../ui/SearchField'
import { Section } from '../../ui/Section'
import { useViewer } from '../../ui/viewer'
import { administrationFor } from '../shell/navigation'

const abouts = import.meta.glob<Readonly<Record<string, string>>>('../../features/*/administration.ts', {
  eager: true,
  import: 'about',
})

const texts = new Map(Object.values(abouts).flatMap((about) => Object.entries(about)))

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Every page of the administration by its group, found by what can be set there. */
export function AdministrationPage() {
  const { permissions } = useViewer()
  const [search, setSearch] = useState('')
  const words = plain(search).split(/\s+/)
  const groups = administrationFor(permissions).flatMap(({ group, pages }) => {
    const found = pages.filter(({ to, label }) => {
      const text = plain(`${administrationGroups[group]} ${label} ${texts.get(to) ?? ''}`)
      return words.every((word) => text.includes(word))
    })
    return found.length > 0 ? [{ group, pages: found }] : []
  })
  return (
    <Page title="Settings">
      <Box sx={{ display: 'flex' }}>
        <SearchField
          label="Search the settings"
          placeholder="Logo, opening hours, VAT number, roles …"
          value={search}
          onChange={setSearch}
        />
      </Box>
      {groups.length === 0 && (
        <EmptyState title={`Nothing about “${search.trim()}”`}>Try another word for it.</EmptyState>
      )}
      <Box sx={{ columns: '340px', columnGap: 2.5, maxWidth: 1240 }}>
        {groups.map(({ group, pages }) => (
          <Box key={group} sx={{ breakInside: 'avoid', pb: 2 }}>
            <Section title={administrationGroups[group]}>
              <List disablePadding sx={{ display: 'grid', gap: 1.25 }}>
                {pages.map(({ to, label }) => (
                  <ListItem key={to} disablePadding sx={{ display: 'block' }}>
                    <Link component={RouterLink} to={to} sx={{ fontWeight: 600 }}>
                      {label}
                    </Link>
                    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                      {texts.get(to)}
                    </Typography>
                  </ListItem>
                ))}
              </List>
            </Section>
          </Box>
        ))}
      </Box>
    </Page>
  )
}
