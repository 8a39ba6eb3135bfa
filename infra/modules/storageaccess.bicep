// What the app may do with the storage account, wherever the account is: after a failover it is in another group than the
// rest. Each role is on the account, not on its group.
param storageName string
param principalId string
@description('The task hub has queues in the account. A Durable Task Scheduler needs none.')
param queues bool
param defender bool

var roles = {
  // What the Functions host asks of its storage when it signs in with an identity (leases, secrets, packages):
  // learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Links to result pictures are signed with a user delegation key (docs/adr/0016-links-to-result-pictures.md).
  storageBlobDelegator: 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'
  // The task hub's queues.
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // The app makes and drops a table for each day, the task hub its own: so the account, not single tables.
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource onStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in union(
    [roles.storageBlobDataOwner, roles.storageBlobDelegator, roles.storageTableDataContributor],
    queues ? [roles.storageQueueDataContributor] : []
  ): {
    scope: storage
    name: guid(storage.id, principalId, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// Of this account, not of the subscription. It looks at calls only: scanning what is uploaded, and searching it for
// personal data, would have a third service open people's pictures.
resource watched 'Microsoft.Security/defenderForStorageSettings@2025-01-01' = if (defender) {
  scope: storage
  name: 'current'
  properties: {
    isEnabled: true
    malwareScanning: { onUpload: { isEnabled: false, capGBPerMonth: -1 } }
    sensitiveDataDiscovery: { isEnabled: false }
    overrideSubscriptionLevelSettings: true
  }
}
