import type { SvgIconComponent } from '@mui/icons-material'
import type { ComponentType } from 'react'

interface LinkBase {
  label: string
  /** Who finds it. */
  permission: string
  /** Its place among the others, from the smallest on. */
  place: number
}

/** Pages that share one entry of the main navigation, with its name. */
export const areas = { requests: 'Requests', clinic: 'Clinic', billing: 'Billing' } as const

/** An entry of the main navigation. */
interface MainLink extends LinkBase {
  to: '/' | `/${string}`
  icon: SvgIconComponent
  /** It stands in the row of this area's pages, which the navigation opens by one entry. */
  area?: keyof typeof areas
  /** Not for people who hold this one: they have a better way to the same place. */
  unless?: string
  /** How much of it waits, beside its icon. */
  badge?: () => Promise<ComponentType>
}

/** What an administrator looks after, in the order in which it is offered. */
export const administrationGroups = {
  hospital: 'Hospital',
  people: 'Team',
  diary: 'Diary',
  clinic: 'Clinic',
  money: 'Money',
  clients: 'Clients',
  system: 'System',
} as const

export type AdministrationGroup = keyof typeof administrationGroups

/** A page of the administration, in the row of its group. */
interface AdministrationLink extends LinkBase {
  to: `/admin/${string}`
  group: AdministrationGroup
  icon?: undefined
}

export type FeatureLink = MainLink | AdministrationLink

export interface RecordSectionProps {
  petId: string
  recordId: string
  /** The files attached to it. */
  fileIds: readonly string[]
  /** It takes no more. */
  closed: boolean
}

/** The pages that any feature may add a section to, with what each tells its sections. */
interface SectionProps {
  /** The patient's chart. */
  chart: { petId: string }
  /** A medical record on the chart. */
  record: RecordSectionProps
  /** What a client sees of one animal. */
  animal: { petId: string }
  /** The client's page. */
  owner: { ownerId: string }
  /** What is shown of one invoice. */
  invoice: { invoiceId: string }
  /** A colleague's page. */
  person: { userId: string }
  /** What waits for a vet. */
  toDo: { vetId: string }
  /** One's own page. */
  profile: { userId: string }
}

export type SectionsOn = keyof SectionProps

interface SectionBase {
  /** Its place in the address: `/patients/1#visits`. */
  key: string
  label: string
  /** Who may see it; null for whoever may see the page. */
  permission: string | null
  place: number
  /** The section that it stands beside on a wide screen; on a narrow one it follows it. */
  beside?: string
}

/** A part of a page; it queries what it needs by the id. */
export interface Section<On extends SectionsOn> extends SectionBase {
  load: () => Promise<ComponentType<SectionProps[On]>>
}

export interface LoadedSection<On extends SectionsOn> extends SectionBase {
  Component: ComponentType<SectionProps[On]>
}

interface PlainPage {
  /** In the address; what begins with `admin/` stands under the administration. */
  path: string
  load: () => Promise<ComponentType>
  sections?: undefined
}

export interface SectionedPage<On extends SectionsOn> {
  path: string
  /** Which sections it shows, whoever adds them. */
  sections: On
  load: () => Promise<ComponentType<{ sections: readonly LoadedSection<On>[] }>>
}

export type FeaturePage = PlainPage | { [On in SectionsOn]: SectionedPage<On> }[SectionsOn]

/** Something that can be begun from the search. */
export interface FeatureAction {
  label: string
  permission: string
  to: string
}

/**
 * What a feature adds to the application: `feature.ts` in its folder exports one as `feature`. It is loaded
 * before any page, so it names pages and sections only by how they are loaded.
 */
export interface Feature {
  pages?: readonly FeaturePage[]
  links?: readonly FeatureLink[]
  actions?: readonly FeatureAction[]
  sections?: { [On in SectionsOn]?: readonly Section<On>[] }
}
