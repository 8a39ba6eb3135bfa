import { durable, scale } from 'types.bicep'

param planName string
param name string
param location string
param tags object
param identityName string
param insightsName string
@description('The settings that need no reference to another resource.')
param settings object
param storageName string
@description('Exact origins. Bearer tokens need no cookies, so no credentials.')
param siteOrigins string[]
param scaling scale
param zoneRedundant bool
param durableBackend durable
param subnetId string?

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageName}.blob.${environment().suffixes.storage}/deployments'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: scaling.maximumInstanceCount
        // Whoever watches /events holds a request for 200 seconds and costs next to nothing. With the plan's own number for
        // this size, 16, that many watchers would fill an instance. What takes memory is bounded in the code.
        triggers: { http: { perInstanceConcurrency: 100 } }
        // Durable on Azure Storage polls its queues: one instance is always there to do it. A scheduler calls by itself.
        alwaysReady: concat(
          durableBackend == 'scheduler' ? [] : [{ name: 'durable', instanceCount: 1 }],
          scaling.alwaysReadyHttp == 0 ? [] : [{ name: 'http', instanceCount: scaling.alwaysReadyHttp }]
        )
      }
    }
    // No health check of the platform: it would replace instances whenever storage is down, and that helps nobody.
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      cors: { allowedOrigins: siteOrigins, supportCredentials: false }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, {
    AzureWebJobsStorage__clientId: identity.properties.clientId
    AzureOpenAI__ClientId: identity.properties.clientId
    Moderation__ClientId: identity.properties.clientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    // All of it, from the host too: its own default is five traces a second (functions/Platform/Telemetry says it for ours).
    OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
    OTEL_TRACES_SAMPLER_ARG: '1.0'
    // The host takes the client's address from the front end's header: AddressLimiter.cs counts by it.
    ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'true'
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  })
}

// Nobody publishes with a password; there is no FTP on this plan.
resource ftpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}
