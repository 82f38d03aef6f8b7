import '@apollo/client'

/** What `defaultOptions` in client.ts says, told to the types. */
declare module '@apollo/client' {
  // The generated hooks spell out their types; with inferred ones they could not.
  interface TypeOverrides {
    signatureStyle: 'classic'
  }
  namespace ApolloClient {
    namespace DeclareDefaultOptions {
      interface WatchQuery {
        errorPolicy: 'all'
      }
    }
  }
}
