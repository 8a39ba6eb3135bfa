param workspaceName string
param insightsName string
param location string
param tags object
@description('Days that logs, requests and figures are kept: enough to look into last month, never more than 90.')
@minValue(30)
@maxValue(90)
param retentionDays int = 30
@description('A flood of log lines ends here, not in the bill.')
param dailyCapGb int

// Tables of Application Insights do not follow the workspace: their own default is 90 days.
var insightsTables = [
  'AppAvailabilityResults'
  'AppDependencies'
  'AppEvents'
  'AppExceptions'
  'AppMetrics'
  'AppPerformanceCounters'
  'AppRequests'
  'AppSystemEvents'
  'AppTraces'
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
      // 30 days mean 30 days, not 31.
      immediatePurgeDataOn30Days: true
    }
  }
}

@batchSize(1)
resource table 'Microsoft.OperationalInsights/workspaces/tables@2026-03-01' = [
  for item in insightsTables: {
    parent: workspace
    name: item
    properties: { plan: 'Analytics', retentionInDays: retentionDays, totalRetentionInDays: retentionDays }
  }
]

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Telemetry comes with an identity. Addresses of clients are not kept.
    DisableLocalAuth: true
    DisableIpMasking: false
    RetentionInDays: retentionDays
  }
}

output workspaceId string = workspace.id
