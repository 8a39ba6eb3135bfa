param name string
param tags object
param email string

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'aipromptgen'
    emailReceivers: [{ name: 'on-call', emailAddress: email, useCommonAlertSchema: true }]
  }
}

output id string = group.id
