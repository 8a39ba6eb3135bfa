param name string
param location string
param tags object
@description('A deleted vault can be taken back, and its name is taken, for 90 days. Off: 7 days, and azd down --purge ends it.')
param purgeProtection bool
@description('Take back the vault of this name that was deleted, with its secrets.')
param recover bool
param workspaceId string

// Holds what the app cannot make itself. The templates set no secret: infra/secrets.sh does.
resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    createMode: recover ? 'recover' : 'default'
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    // A lost secret of the audit would leave 90 days of rows that belong to nobody.
    enableSoftDelete: true
    softDeleteRetentionInDays: purgeProtection ? 90 : 7
    // The service takes true or nothing, and never takes it back.
    enablePurgeProtection: purgeProtection ? true : null
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: 'Enabled'
  }
}

// Who read or changed which secret.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}
