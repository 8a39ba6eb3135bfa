#!/usr/bin/env bash
# Lints docs/openapi.yaml; a warning fails. Installs the pinned linter on first use.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --silent
fi
node_modules/.bin/spectral lint ../openapi.yaml --ruleset .spectral.yaml --fail-severity warn "$@"
