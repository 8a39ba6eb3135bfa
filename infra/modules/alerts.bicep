// What a person is alerted of. Log lines are found by their words; a test compares every word here with its line.
import { told } from 'alertlines.bicep'
import { silent } from 'alertsilences.bicep'

param location string
param tags object
param workspaceId string
param actionGroupId string
param paidPlans bool

var onLines = [
  for line in filter(told, line => paidPlans || !line.billing): {
    name: line.name
    severity: line.severity
    description: 'Event ${join(map(line.events, event => string(event)), ', ')}. Runbook: ${line.runbook}'
    query: 'AppTraces | where Message contains "${line.words}" | summarize Lines = count()'
    column: 'Lines'
    operator: 'GreaterThan'
    threshold: line.more
    window: 'PT15M'
    every: 'PT5M'
  }
]

// Every query looks back over two days, the most that the service allows, to see whether the app was there before.
var onSilence = [
  for line in filter(silent, line => paidPlans || !line.billing): {
    name: line.name
    severity: line.severity
    description: 'No event ${line.event} for ${line.lookBack}. Runbook: Timers'
    query: 'AppTraces | summarize Before = countif(TimeGenerated < ago(${line.lookBack})), Lines = countif(TimeGenerated > ago(${line.lookBack}) and Message contains "${line.words}") | project Silent = iff(Before > 0 and Lines == 0, 1, 0)'
    column: 'Silent'
    operator: 'GreaterThan'
    threshold: 0
    window: line.window
    every: line.every
    lookBack: 'P2D'
  }
]

// Shares look at an hour and need three failures: at 20 requests an hour a shop that always fails is told of after ten
// minutes, and one stray fault is not. At a high rate an outage passes 2 % of the hour within two minutes.
var onFigures = [
  {
    // Measured by the worker's own web server, request by request, and never sampled. The Functions host measures each request
    // under the same name once more, and the platform's pings besides; only the worker names the function. What the host
    // answers by itself, because the worker is dead, is the alert "unavailable".
    name: 'requests-failing'
    severity: 1
    description: 'Three or more requests of the last hour, and more than 2 % of them, answered 5xx. Runbook: Storage is down'
    query: 'AppMetrics | where Name == "http.server.request.duration" and isnotempty(tostring(Properties["function"])) | summarize All = sum(ItemCount), Failed = sumif(ItemCount, toint(Properties["http.response.status_code"]) >= 500) | project Share = iff(Failed >= 3, 100.0 * Failed / All, 0.0)'
    column: 'Share'
    operator: 'GreaterThan'
    threshold: 2
    window: 'PT1H'
    every: 'PT5M'
  }
  {
    name: 'generations-failing'
    severity: 1
    description: 'Three or more generations of the last hour, and more than 10 % of them, failed. Runbook: A generation does not end'
    query: 'AppMetrics | where Name == "generations.completed" | summarize All = sum(Sum), Failed = sumif(Sum, tostring(Properties.status) == "failed") | project Share = iff(Failed >= 3, 100.0 * Failed / All, 0.0)'
    column: 'Share'
    operator: 'GreaterThan'
    threshold: 10
    window: 'PT1H'
    every: 'PT5M'
  }
  {
    // 8 to 13 are the generation's own (OperationCountTests); reading, listing and the timers come on top.
    name: 'storage-operations'
    severity: 3
    description: 'More than 40 storage operations a generation over an hour with 100 or more. Runbook: Alerts'
    query: 'AppMetrics | where Name in ("storage.operations", "generations.completed") | summarize Operations = sumif(Sum, Name == "storage.operations"), Generations = sumif(Sum, Name == "generations.completed") | project Each = iff(Generations >= 100, Operations / Generations, 0.0)'
    column: 'Each'
    operator: 'GreaterThan'
    threshold: 40
    window: 'PT1H'
    every: 'PT15M'
  }
]

resource rule 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for item in concat(onLines, onSilence, onFigures): {
    name: item.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: item.name
      description: item.description
      severity: item.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: item.every
      windowSize: item.window
      overrideQueryTimeRange: item.?lookBack
      // A workspace that was made a minute ago has none of these tables yet.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: item.query
            metricMeasureColumn: item.column
            timeAggregation: 'Maximum'
            operator: item.operator
            threshold: item.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]
