#!/usr/bin/env bash
# Asks the subscription what would stop a deployment half-way, and says what to do: a model that the region does not have or
# for which the quota is spent, and a key vault or an account of Azure OpenAI of this environment that was deleted and not
# yet purged. Changes nothing. azd runs it before `azd up`, the pipeline before it deploys:
#   infra/before.sh [<environment> [<region of the models> [<model:sku:capacity> ...]]]
# The models are those of environments/<environment>.bicepparam, or else those of an environment of your own: CHAT_MODEL,
# CHAT_SKU, CHAT_CAPACITY and IMAGE_….
# Needs the Azure CLI, signed in.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

environment=${1:-${AZURE_ENV_NAME:?no environment: infra/before.sh <environment> <region of the models>}}
region=${2:-${MODEL_LOCATION:-${AZURE_LOCATION:?no region: set AZURE_LOCATION}}}
if [ $# -gt 2 ]; then
  shift 2
  models=("$@")
elif [ -f "environments/$environment.bicepparam" ]; then
  models=()
  while read -r model; do
    models+=("$model")
  done < <(sed -n "s/^param [a-z]*Model = { name: '\([^']*\)', sku: '\([^']*\)', capacity: \([0-9]*\) }$/\1:\2:\3/p" \
    "environments/$environment.bicepparam")
else
  models=(
    "${CHAT_MODEL:-gpt-5.4-mini}:${CHAT_SKU:-GlobalStandard}:${CHAT_CAPACITY:-30}"
    "${IMAGE_MODEL:-gpt-image-2}:${IMAGE_SKU:-GlobalStandard}:${IMAGE_CAPACITY:-1}"
  )
fi
# azd may have been given another subscription than the Azure CLI is set to.
ask() { az "$@" --output tsv ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"}; }

mistakes=0
mistake() {
  echo "before: $*" >&2
  mistakes=$((mistakes + 1))
}

# models.json has one property a line, and a model's name comes before its version.
version_of() {
  sed -n "/\"name\": \"$1\"/,/\"version\"/s/.*\"version\": \"\([^\"]*\)\".*/\1/p" models.json
}

for wanted in "${models[@]}"; do
  IFS=: read -r name sku capacity <<<"$wanted"
  [ "$name" != none ] || continue
  version=$(version_of "$name")
  if [ -z "$version" ]; then
    mistake "$name is not in infra/models.json"
    continue
  fi
  skus=$(ask cognitiveservices model list --location "$region" \
    --query "[?kind=='OpenAI' && model.name=='$name' && model.version=='$version'].model.skus[].name")
  if ! grep -qx "$sku" <<<"$skus"; then
    mistake "$region has no $name $version as $sku; it has: $(tr '\n' ' ' <<<"$skus"). Another region for models: azd env set MODEL_LOCATION <region>"
    continue
  fi
  usage=$(ask cognitiveservices usage list --location "$region" \
    --query "[?name.value=='OpenAI.$sku.$name'].[limit, currentValue]")
  read -r limit used <<<"$(tr '\t' ' ' <<<"$usage")"
  limit=${limit%.*} used=${used%.*}
  left=$((${limit:-0} - ${used:-0}))
  # What a deployment of this environment holds already is part of what is used.
  held=$(ask cognitiveservices account list \
    --query "[?kind=='OpenAI' && tags.\"azd-env-name\"=='$environment'].[name, resourceGroup]" | while read -r account group; do
    ask cognitiveservices account deployment list --name "$account" --resource-group "$group" \
      --query "[?properties.model.name=='$name' && sku.name=='$sku'].sku.capacity"
  done | sed -n 1p)
  if [ "$((left + ${held:-0}))" -lt "$capacity" ]; then
    mistake "$name as $sku: $capacity asked for, $left of ${limit:-0} left in $region. Ask for less, or for more quota at ai.azure.com"
  fi
done

# Asked before the loop: a question that fails has to end this.
vaults=$(ask keyvault list-deleted --resource-type vault \
  --query "[?properties.tags.\"azd-env-name\"=='$environment'].name")
for vault in $vaults; do
  [ "${RESTORE_VAULT:-false}" = true ] ||
    mistake "the key vault $vault was deleted. Take it back: RESTORE_VAULT=true (azd env set RESTORE_VAULT true); or end it, where it may be: az keyvault purge --name $vault"
done
accounts=$(ask cognitiveservices account list-deleted \
  --query "[?starts_with(name, 'oai-aipromptgen-$environment-') || starts_with(name, 'cs-aipromptgen-$environment-')].[name, location]")
while read -r account place; do
  [ -z "$account" ] || [ "${RESTORE_MODELS:-false}" = true ] ||
    mistake "the account $account was deleted. Take it back: RESTORE_MODELS=true (azd env set RESTORE_MODELS true); or end it: az cognitiveservices account purge --name $account --location $place --resource-group rg-aipromptgen-$environment"
done <<<"$accounts"

[ "$mistakes" -eq 0 ] || exit 1
echo 'before: models and names are free to deploy'
