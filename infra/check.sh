#!/usr/bin/env bash
# Compiles, lints, format-checks and evaluates the templates; any diagnostic fails. Needs the .NET SDK only, and no
# subscription: nothing is deployed. Leaves artifacts/infra/main.json and <environment>.snapshot.json, which the tests
# read. With --if-changed it ends at once when nothing changed since it last succeeded.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

readonly out=artifacts/infra
readonly version=0.49.2
readonly bicep="$PWD/artifacts/bicep/packages/azure.bicep.commandline.linux-x64/$version/tools/bicep"

fail() {
  echo "infra: $*" >&2
  exit 1
}

[ "$(uname -sm)" = 'Linux x86_64' ] ||
  fail "the Bicep compiler of this check is for Linux on x86-64, and this is $(uname -sm); a server checks it"

state=$(find infra -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
if [ "${1:-}" = --if-changed ] && [ "$(cat "$out/state" 2>/dev/null)" = "$state" ]; then
  exit 0
fi

rm -rf "$out"
mkdir -p "$out"
if [ ! -f "$bicep" ]; then
  dotnet restore infra/bicep.proj --verbosity quiet -p:BicepVersion="$version" || fail 'no Bicep compiler'
fi
chmod +x "$bicep"

# Values that a deployment takes from its environment; none of them is real.
export AZURE_ENV_NAME=mine AZURE_PRINCIPAL_ID=00000000-0000-0000-0000-000000000003
export AZURE_LOCATION=swedencentral SIGN_IN_INSTANCE=https://sample.ciamlogin.com/
export SIGN_IN_TENANT_ID=00000000-0000-0000-0000-000000000001 SIGN_IN_CLIENT_ID=00000000-0000-0000-0000-000000000002
export SIGN_IN_SITE_CLIENT_ID=00000000-0000-0000-0000-000000000004
export ALERT_EMAIL=on-call@example.org PAYPAL_PLAN_MONTHLY=P-SAMPLE-MONTHLY

diagnostics=0
quietly() { # a command that says nothing when all is well
  local said
  if ! said=$("$@" 2>&1 >/dev/null) || [ -n "$said" ]; then
    echo "$said" >&2
    diagnostics=1
  fi
}

# A snapshot is written beside its parameters, and formatting rewrites files: sources are not to be written to.
cp -R infra "$out/sources"
quietly "$bicep" format --pattern "$out/sources/**/*.bicep"
quietly "$bicep" format --pattern "$out/sources/**/*.bicepparam"
diff -ru infra "$out/sources" >&2 || {
  echo 'infra: not formatted as above; bicep format does it' >&2
  diagnostics=1
}

# Both write main.json unless told otherwise.
quietly "$bicep" build infra/main.bicep --outfile "$out/main.json"
evaluate() { # parameters, name: leaves <name>.snapshot.json
  quietly "$bicep" snapshot "$1" --mode overwrite --location "$AZURE_LOCATION" \
    --subscription-id 00000000-0000-0000-0000-000000000009
  [ ! -f "${1%.bicepparam}.snapshot.json" ] || mv "${1%.bicepparam}.snapshot.json" "$out/$2.snapshot.json"
}
for name in test production; do
  evaluate "$out/sources/environments/$name.bicepparam" "$name"
done
evaluate "$out/sources/main.bicepparam" mine
# What an environment of one's own may ask for besides.
CHAT_MODEL=none IMAGE_MODEL=none evaluate "$out/sources/main.bicepparam" bare
DURABLE_BACKEND=scheduler RESTORE_VAULT=true RESTORE_MODELS=true evaluate "$out/sources/main.bicepparam" scheduler
MORE_SETTINGS='{"Credits__SignUpCredits":"5"}' CONTENT_SAFETY=true CONTENT_FILTER=Low evaluate "$out/sources/main.bicepparam" judged
# The second place of production, after the loss of the first.
sed "s/^param location = .*/&\nparam defender = true\nparam zoneRedundant = true/" \
  infra/environments/production.bicepparam >"$out/sources/environments/failover.bicepparam"
PLACE=b EXISTING_STORAGE=stfailedover MODEL_LOCATION=eastus2 evaluate "$out/sources/environments/failover.bicepparam" failover
[ "$diagnostics" -eq 0 ] || fail 'the templates have diagnostics'

rm -r "$out/sources"
echo "$state" >"$out/state"
echo "infra: $(grep -c . infra/main.bicep infra/modules/*.bicep | wc -l) templates, no diagnostics"
