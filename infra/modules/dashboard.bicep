param location string
param tags object
param workspaceId string

var title = 'AI Image Prompt Generator'

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, title)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: title
    sourceId: workspaceId
    version: 'Notebook/1.0'
    serializedData: replace(loadTextContent('dashboard.json'), '{workspace}', workspaceId)
  }
}
