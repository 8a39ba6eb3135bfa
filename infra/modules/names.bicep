// Some names must differ from everybody else's in the world, so they end with a token made of the subscription and the
// environment, and of its second place where that is in use. The region is no part of it: what is failed over keeps its name.
@export()
func namesOf(environmentName string, token string) object => {
  app: 'func-aipromptgen-${environmentName}-${take(token, 6)}'
  contentSafety: 'cs-aipromptgen-${environmentName}-${take(token, 6)}'
  identity: 'id-aipromptgen-${environmentName}'
  insights: 'appi-aipromptgen-${environmentName}'
  openAI: 'oai-aipromptgen-${environmentName}-${take(token, 6)}'
  scheduler: 'dts-aipromptgen-${environmentName}-${take(token, 6)}'
  storage: 'st${token}'
  vault: 'kv-${token}'
  workspace: 'log-aipromptgen-${environmentName}'
}
