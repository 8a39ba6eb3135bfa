// A second barrier around fetching pictures by address (docs/adr/0011-pictures-by-address.md): everything that leaves
// the app goes through this subnet, and from here only the web is reached.
param name string
param location string
param tags object

var range = '10.80.0.0/24'
var appRange = '10.80.0.0/26'
// Ranges that PublicAddressRules.cs refuses, as far as a network can know them. The platform's own address among them,
// 168.63.129.16, is said by Azure to be beyond such rules for what only the platform sends there (name service).
var privateRanges = [
  '10.0.0.0/8'
  '100.64.0.0/10'
  '127.0.0.0/8'
  '169.254.0.0/16'
  '172.16.0.0/12'
  '192.168.0.0/16'
  '168.63.129.16/32'
]

resource walls 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: 'nsg-${name}'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        // The platform's own traffic between instances, should it use the subnet. Nothing of ours listens there.
        name: 'allow-own-subnet'
        properties: {
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: appRange
          sourcePortRange: '*'
          destinationAddressPrefix: appRange
          destinationPortRange: '*'
        }
      }
      {
        // Reachable whatever other rules say, unless this tag is denied.
        name: 'deny-instance-metadata'
        properties: {
          priority: 200
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzurePlatformIMDS'
          destinationPortRange: '*'
        }
      }
      {
        name: 'deny-private'
        properties: {
          priority: 210
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefixes: privateRanges
          destinationPortRange: '*'
        }
      }
      {
        name: 'allow-web'
        properties: {
          priority: 300
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: 'Internet'
          destinationPortRanges: ['80', '443']
        }
      }
      {
        name: 'deny-all'
        properties: {
          priority: 4000
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource address 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: 'pip-${name}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource gateway 'Microsoft.Network/natGateways@2026-03-01' = {
  name: 'nat-${name}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { idleTimeoutInMinutes: 4, publicIpAddresses: [{ id: address.id }] }
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: { addressSpace: { addressPrefixes: [range] } }

  resource app 'subnets' = {
    name: 'app'
    properties: {
      addressPrefix: appRange
      // Straight to these services of the same region, not through the gateway, which is paid by the gigabyte. A picture
      // is read and written several times; what goes to the web is little.
      serviceEndpoints: [
        { service: 'Microsoft.Storage' }
        { service: 'Microsoft.CognitiveServices' }
        { service: 'Microsoft.KeyVault' }
      ]
      // No other way out but the gateway.
      defaultOutboundAccess: false
      networkSecurityGroup: { id: walls.id }
      natGateway: { id: gateway.id }
      delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
    }
  }
}

output subnetId string = network::app.id
