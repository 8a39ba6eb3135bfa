// Some are the same for everybody in the world, so they carry a token of the subscription.
@export()
func namesOf(environmentName string, token string) object => {
  app: 'func-aipromptgen-${environmentName}-${take(token, 6)}'
  identity: 'id-aipromptgen-${environmentName}'
  insights: 'appi-aipromptgen-${environmentName}'
  openAI: 'oai-aipromptgen-${environmentName}-${take(token, 6)}'
  storage: 'st${token}'
  vault: 'kv-${token}'
  workspace: 'log-aipromptgen-${environmentName}'
}
