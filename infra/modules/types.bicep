// What environments fill in.

@export()
@description('Who issues the tokens of people. All of it is public.')
type signIn = {
  @description('With the slash at its end, as https://<name>.ciamlogin.com/')
  instance: string
  tenantId: string
  @description('The client id of the API, for which tokens are issued.')
  clientId: string
  @description('The client id of the website, to which people sign in.')
  siteClientId: string
}

@export()
@description('A model of Azure OpenAI. infra/models.json has its version; infra/before.sh asks what the subscription may deploy.')
type model = {
  @description('A name in infra/models.json.')
  name: string
  @description('Where it computes: Standard (this region), DataZoneStandard (this data zone), GlobalStandard (anywhere).')
  sku: ('Standard' | 'DataZoneStandard' | 'GlobalStandard')
  @description('Thousands of tokens a minute; for models of pictures, pictures a minute.')
  @minValue(1)
  capacity: int
}

@export()
@description('A storage account that is there already, and stays as it is: after a failover to another region.')
type existingAccount = {
  name: string
  group: string
}

@export()
@description('What runs the orchestrations: queues and tables of the storage account, or a Durable Task Scheduler.')
type durable = ('storage' | 'scheduler')

@export()
@description('The id without hyphens: it is part of a setting\'s name.')
type pack = { id: string, credits: int, price: string, currency: string }

@export()
@description('The id without hyphens: it is part of a setting\'s name.')
type plan = {
  id: string
  credits: int
  price: string
  currency: string
  payPalPlanId: string
  period: ('month' | 'year')
}

@export()
type billing = {
  @description('The one switch of paid plans.')
  paidPlans: bool
  payPalEnvironment: ('sandbox' | 'live')
  packs: pack[]
  plans: plan[]
}

@export()
@description('A secret of audit rows, oldest first. The secret itself is audit-key-<id> in the key vault.')
type auditKey = {
  id: string
  @description('The time from which it is used; not needed for the first one.')
  from: string?
}

@export()
@description('What a generation costs where a model serves it; the embedded engine costs 1.')
type prices = {
  textToPrompt: int
  imageToPrompt: int
  @description('For each picture of a quality that is not named below.')
  textToImage: int
  @description('For each picture of these qualities.')
  pictures: { quality: ('low' | 'medium' | 'high'), credits: int }[]
}

@export()
type scale = {
  @description('Instances that wait for requests at any time, and are paid for. None: a first request may take 6 to 14 seconds.')
  @minValue(0)
  alwaysReadyHttp: int
  @description('The most instances of each group of functions. It does not limit costs; credits and quotas do.')
  maximumInstanceCount: int
}
