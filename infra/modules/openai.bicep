import { model } from 'types.bicep'

param name string
param location string
param tags object
param models model[]

resource account 'Microsoft.CognitiveServices/accounts@2026-07-01' = {
  name: name
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: name
    // No keys: the app signs in with its identity.
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }
}

// One at a time: the service refuses two changes of one account at once.
@batchSize(1)
resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2026-07-01' = [
  for item in models: {
    parent: account
    name: item.deployment
    sku: { name: item.sku, capacity: item.capacity }
    properties: {
      model: { format: 'OpenAI', name: item.name, version: item.version }
      versionUpgradeOption: 'OnceCurrentVersionExpired'
    }
  }
]
