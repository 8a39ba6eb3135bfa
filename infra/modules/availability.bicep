// Asks /api/health from outside, every five minutes: what the dashboard calls available.
param appName string
param hostName string
param location string
param tags object
param insightsName string
param actionGroupId string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var places = ['emea-nl-ams-azr', 'emea-gb-db3-azr', 'emea-fr-pra-edge', 'us-va-ash-azr', 'apac-sg-sin-azr']

resource health 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'health-${appName}'
  location: location
  // The portal finds the test of a resource by this tag.
  tags: union(tags, { 'hidden-link:${insights.id}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: 'health'
    SyntheticMonitorId: 'health-${appName}'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [for place in places: { Id: place }]
    Request: { RequestUrl: 'https://${hostName}/api/health', HttpVerb: 'GET', ParseDependentRequests: false }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 }
  }
}

resource unavailable 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'unavailable'
  location: 'global'
  tags: tags
  properties: {
    description: 'Runbook: Storage is down'
    severity: 1
    enabled: true
    scopes: [health.id, insights.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: health.id
      componentId: insights.id
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}
