// Azure AI Content Safety: who judges texts and pictures before and after every route (docs/adr/0021-moderation.md).
param name string
param location string
param tags object
@description('Take back an account of this name that was deleted within the last 48 hours.')
param restore bool
@description('The subnet that the app calls from. With it, nothing else reaches the account.')
param subnetId string?
param workspaceId string

resource account 'Microsoft.CognitiveServices/accounts@2026-07-01' = {
  name: name
  location: location
  tags: tags
  kind: 'ContentSafety'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: name
    // No keys: the app signs in with its identity.
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
    networkAcls: subnetId == null ? null : { defaultAction: 'Deny', virtualNetworkRules: [{ id: subnetId! }] }
    restore: restore ? true : null
  }
}

// As of the models: who changed the account, and not each call with the address it came from.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'Audit', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
