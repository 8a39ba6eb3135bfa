// What environments fill in.

@export()
@description('Who issues the tokens of people. All of it is public.')
type signIn = {
  @description('With the slash at its end, as https://<name>.ciamlogin.com/')
  instance: string
  tenantId: string
  clientId: string
}

@export()
@description('A model of Azure OpenAI. What a subscription may deploy: az cognitiveservices model list.')
type model = {
  @description('The name that model routes use.')
  deployment: string
  name: string
  version: string
  @description('Where it computes: Standard (this region), DataZoneStandard, GlobalStandard.')
  sku: string
  @description('Thousands of tokens a minute; for models of pictures, pictures a minute.')
  capacity: int
}

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
  @description('From when on it is used; the first one needs none.')
  from: string?
}

@export()
@description('What a generation costs where a model serves it; the embedded engine costs 1.')
type prices = { textToPrompt: int, imageToPrompt: int, textToImage: int }

@export()
type scale = {
  alwaysReadyHttp: int
  @description('Of each group of functions, and no limit of what is spent: credits and quotas are.')
  maximumInstanceCount: int
}
