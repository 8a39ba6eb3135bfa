param name string
@description('The region that manages the site; its files are served worldwide.')
param location string
param tags object
param sku ('Free' | 'Standard')

// No linked back end: it ends a request after 45 seconds, and Prefer: wait may take 60. The site calls the app itself.
resource site 'Microsoft.Web/staticSites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'site' })
  sku: { name: sku, tier: sku }
  properties: {
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled'
  }
}

output origin string = 'https://${site.properties.defaultHostname}'
