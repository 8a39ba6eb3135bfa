// One account: the app's data, the Functions host's own and the task hub (docs/adr/0017-infrastructure.md).
param name string
param location string
param tags object
@description('Zone-redundant in production: the balance of every account is in here.')
param sku string
@description('Sites whose scripts may read a picture that a link was given for.')
param siteOrigins string[]
@description('Off, there is no place for anything about payments.')
param paidPlans bool

// The names of functions/Platform/Storage/StorageClients.cs and Billing/Records/BillingTables.cs; a test holds them equal.
var tables = union(['users', 'pending', 'uploaded', 'erased'], paidPlans ? ['billingindex', 'invoices'] : [])
var containers = ['uploads', 'results', 'deployments']
// Backstops. The app deletes earlier: an upload with its generation or after 24 hours, a result after 7 days.
var keptDays = { uploads: 1, results: 7 }

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    // No keys: what is read or written has an identity behind it.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // Browsers read result pictures by their signed links.
    publicNetworkAccess: 'Enabled'
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-06-01' = {
  parent: account
  name: 'default'
  properties: {
    // All of these are off, so that what is deleted is gone. Soft delete would keep deleted pictures for days.
    deleteRetentionPolicy: { enabled: false }
    containerDeleteRetentionPolicy: { enabled: false }
    restorePolicy: { enabled: false }
    changeFeed: { enabled: false }
    isVersioningEnabled: false
    cors: {
      corsRules: empty(siteOrigins)
        ? []
        : [
            {
              allowedOrigins: siteOrigins
              allowedMethods: ['GET', 'HEAD']
              allowedHeaders: []
              exposedHeaders: ['Content-Disposition', 'Content-Length', 'Content-Type']
              maxAgeInSeconds: 3600
            }
          ]
    }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = [
  for item in containers: {
    parent: blobs
    name: item
    properties: { publicAccess: 'None' }
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2026-06-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-06-01' = [
  for item in tables: {
    parent: tableService
    name: item
  }
]

// A rule starts within a day and may run for another: a bound for what the app missed, not the promise itself.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-06-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        for kept in items(keptDays): {
          name: 'delete-${kept.key}'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${kept.key}/'] }
            actions: { baseBlob: { delete: { daysAfterCreationGreaterThan: kept.value } } }
          }
        }
      ]
    }
  }
  dependsOn: [blobs]
}
