/** As whom Evenhand is registered at the provider of the tests. */
export const CLIENT = { id: 'evenhand', secret: 'a secret of the tests' }
