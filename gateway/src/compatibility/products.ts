import {
  Arg,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { defineSubgraph } from '@vetgraph/kit/serving/subgraph'

/** The schema and the data are those of Apollo's compatibility tests, which ask for exactly these. */
const federation = `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: [
        "@composeDirective" "@extends" "@external" "@inaccessible" "@interfaceObject" "@key"
        "@override" "@provides" "@requires" "@shareable" "@tag"
      ]
    )
    @link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])
    @composeDirective(name: "@custom")
  directive @custom on OBJECT
`

@ObjectType()
class ProductVariation {
  @Field(() => ID)
  id!: string
}

@Directive('@shareable')
@ObjectType()
class ProductDimension {
  @Field(() => String, { nullable: true })
  size!: string | null

  @Field(() => Float, { nullable: true })
  weight!: number | null

  @Directive('@inaccessible')
  @Field(() => String, { nullable: true })
  unit!: string | null
}

@ObjectType()
class CaseStudy {
  @Field(() => ID)
  caseNumber!: string

  @Field(() => String, { nullable: true })
  description!: string | null
}

@Directive('@key(fields: "study { caseNumber }")')
@ObjectType()
class ProductResearch {
  @Field(() => CaseStudy)
  study!: CaseStudy

  @Field(() => String, { nullable: true })
  outcome!: string | null
}

@Directive('@extends')
@Directive('@key(fields: "email")')
@ObjectType()
class User {
  @Directive('@external')
  @Field(() => ID)
  email!: string

  @Directive('@override(from: "users")')
  @Field(() => String, { nullable: true })
  name!: string | null

  @Directive('@external')
  @Field(() => Int, { nullable: true })
  totalProductsCreated!: number | null

  @Directive('@external')
  @Field(() => Int)
  yearsOfEmployment!: number
}

@Directive('@key(fields: "sku package")')
@ObjectType()
class DeprecatedProduct {
  @Field(() => String)
  sku!: string

  @Field(() => String)
  package!: string

  @Field(() => String, { nullable: true })
  reason!: string | null

  @Field(() => User, { nullable: true })
  createdBy!: User | null
}

@Directive('@custom')
@Directive('@key(fields: "id")')
@Directive('@key(fields: "sku package")')
@Directive('@key(fields: "sku variation { id }")')
@ObjectType()
class Product {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true })
  sku!: string | null

  @Field(() => String, { nullable: true })
  package!: string | null

  @Field(() => ProductVariation, { nullable: true })
  variation!: ProductVariation | null

  @Field(() => ProductDimension, { nullable: true })
  dimensions!: ProductDimension | null

  @Directive('@provides(fields: "totalProductsCreated")')
  @Field(() => User, { nullable: true })
  createdBy!: Partial<User> | null

  @Directive('@tag(name: "internal")')
  @Field(() => String, { nullable: true })
  notes!: string | null

  @Field(() => [ProductResearch])
  research!: ProductResearch[]
}

@Directive('@interfaceObject')
@Directive('@key(fields: "id")')
@ObjectType()
class Inventory {
  @Field(() => ID)
  id!: string

  @Field(() => [DeprecatedProduct])
  deprecatedProducts!: DeprecatedProduct[]
}

const creator = { email: 'support@apollographql.com', name: 'Jane Smith', totalProductsCreated: 1337 }

const study = (caseNumber: string, description: string): ProductResearch => ({
  study: { caseNumber, description },
  outcome: null,
})

const research = [study('1234', 'Federation Study'), study('1235', 'Studio Study')]

const product = (id: string, sku: string, name: string, variation: string, researched: number): Product => ({
  id,
  sku,
  package: name,
  variation: { id: variation },
  dimensions: { size: 'small', weight: 1, unit: 'kg' },
  createdBy: creator,
  notes: null,
  research: [research[researched]!],
})

const products = [
  product('apollo-federation', 'federation', '@apollo/federation', 'OSS', 0),
  product('apollo-studio', 'studio', '', 'platform', 1),
]

const deprecated = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: creator as User,
}

const deprecatedBy = ({ sku, package: name }: Pick<DeprecatedProduct, 'sku' | 'package'>) =>
  sku === deprecated.sku && name === deprecated.package ? deprecated : null

/** A product is known by any of its three keys. */
const productBy = ({ id, sku, package: name, variation }: Partial<Product>) =>
  products.find((known) => {
    if (id !== undefined) return known.id === id
    return known.sku === sku && (variation ? known.variation?.id === variation.id : known.package === name)
  }) ?? null

@Resolver(() => Product)
class ProductsResolver {
  @Query(() => Product, { nullable: true })
  product(@Arg('id', () => ID) id: string): Product | null {
    return productBy({ id })
  }

  @Query(() => DeprecatedProduct, { nullable: true, deprecationReason: 'Use product query instead' })
  deprecatedProduct(
    @Arg('sku', () => String) sku: string,
    @Arg('package', () => String) name: string,
  ): DeprecatedProduct | null {
    return deprecatedBy({ sku, package: name })
  }
}

@Resolver(() => User)
class CreatorsResolver {
  @Directive('@requires(fields: "totalProductsCreated yearsOfEmployment")')
  @FieldResolver(() => Int, { nullable: true })
  averageProductsCreatedPerYear(@Root() user: User): number | null {
    return user.totalProductsCreated === null
      ? null
      : Math.round(user.totalProductsCreated / user.yearsOfEmployment)
  }
}

/** The subgraph that Apollo's compatibility tests are written against, by our own kit. */
export const productsSubgraph = await defineSubgraph({
  // Only its schema is used: it has no tables and no place among the hospital's subgraphs.
  name: 'inventory',
  migrations: new URL('.', import.meta.url),
  features: [
    {
      resolvers: [ProductsResolver, CreatorsResolver],
      references: {
        Product: productBy,
        DeprecatedProduct: deprecatedBy,
        ProductResearch: ({ study: { caseNumber } }: ProductResearch) =>
          research.find(({ study }) => study.caseNumber === caseNumber) ?? null,
        User: (user: User) => (user.email === creator.email ? { ...creator, ...user } : null),
        Inventory: ({ id }: Inventory) => ({
          id,
          deprecatedProducts: id === 'apollo-oss' ? [deprecated] : [],
        }),
      },
    },
  ],
  stubs: [Inventory],
  federation,
})
