import type { SvgIconComponent } from '@mui/icons-material'
import { type ComponentType, lazy } from 'react'
import AdminPanelSettings from '@mui/icons-material/AdminPanelSettingsOutlined'
import { type AdministrationGroup, administrationGroups, areas } from '../../ui/feature'
import { links } from '../features'

export interface NavigationItem {
  to: string
  label: string
  icon: SvgIconComponent
  /** Any one of these opens it. */
  permissions: readonly string[]
  /** Not for people who hold this one: they have a better way to the same place. */
  unless?: string
  area?: keyof typeof areas
  Badge?: ComponentType | undefined
  /** The addresses that it stands for, when it stands for several. */
  within?: readonly string[]
}

/** What an administrator looks after. */
export const administration = links.filter((link) => 'group' in link)

export const navigation: readonly NavigationItem[] = [
  ...links.flatMap((link) => {
    if (!link.icon) return []
    const { badge } = link
    const Badge = badge && lazy(async () => ({ default: await badge() }))
    return [{ ...link, Badge, permissions: [link.permission] }]
  }),
  {
    to: '/admin',
    label: 'Admin',
    icon: AdminPanelSettings,
    permissions: administration.map(({ permission }) => permission),
  },
]

/** The pages of the administration that somebody may go to, by group. */
export const administrationFor = (held: readonly string[]) =>
  (Object.keys(administrationGroups) as AdministrationGroup[]).flatMap((group) => {
    const pages = administration.filter((page) => page.group === group && held.includes(page.permission))
    return pages.length > 0 ? [{ group, pages }] : []
  })

/** Every address that is not everybody's, with what opens it. */
const guarded = [
  ...navigation.filter(({ to }) => to !== '/'),
  ...administration.map(({ to, permission }) => ({ to, permissions: [permission] })),
]

export const isAt = (pathname: string, to: string) => pathname === to || pathname.startsWith(`${to}/`)

/** Whether the account may see the page at an address, also when it was typed: pages outside the list are everybody's. */
export const mayVisit = (pathname: string, held: readonly string[]): boolean =>
  guarded.every(
    ({ to, permissions }) =>
      !isAt(pathname, to) || permissions.some((permission) => held.includes(permission)),
  )

/** The pages that somebody may go to, each by itself. */
export const placesFor = (held: readonly string[]): NavigationItem[] =>
  navigation.filter(
    ({ permissions, unless }) =>
      permissions.some((permission) => held.includes(permission)) && !(unless && held.includes(unless)),
  )

/** What somebody finds in the navigation: the pages of an area by one entry. */
export const navigationFor = (held: readonly string[]): NavigationItem[] => {
  const places = placesFor(held)
  return places.flatMap((place): NavigationItem[] => {
    const { area } = place
    if (!area) return [place]
    const together = places.filter((other) => other.area === area)
    if (together.length === 1) return [place]
    return place === together[0]
      ? [{ ...place, label: areas[area], within: together.map(({ to }) => to) }]
      : []
  })
}

/** The pages of the area that an address is in, for a row of their names; none where there is no other. */
export function areaAt(pathname: string, held: readonly string[]): NavigationItem[] {
  const places = placesFor(held)
  const here = places.find(({ to, area }) => area && isAt(pathname, to))
  const together = here ? places.filter(({ area }) => area === here.area) : []
  return together.length > 1 ? together : []
}
