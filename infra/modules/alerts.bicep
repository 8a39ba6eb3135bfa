// What a person is told of. Lines are found by their words: on its way through the Functions host a line loses the
// number of its event. A test holds every word here to the line it means.
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

// The query looks back by itself: the platform's windows know no 26 hours.
var onSilence = [
  for line in filter(silent, line => paidPlans || !line.billing): {
    name: line.name
    severity: line.severity
    description: 'No event ${line.event} for ${line.lookBack}. Runbook: Timers'
    query: 'AppTraces | where TimeGenerated > ago(${line.lookBack}) | where Message contains "${line.words}" | summarize Lines = count()'
    column: 'Lines'
    operator: 'LessThan'
    threshold: 1
    window: line.window
    every: line.every
  }
]

var onFigures = [
  {
    name: 'requests-failing'
    severity: 1
    description: 'More than 2 % of requests answered 5xx, of 20 or more. Runbook: Storage is down'
    query: 'AppRequests | where isnotempty(ResultCode) | summarize All = count(), Failed = countif(toint(ResultCode) >= 500) | project Share = iff(All >= 20, 100.0 * Failed / All, 0.0)'
    column: 'Share'
    operator: 'GreaterThan'
    threshold: 2
    window: 'PT15M'
    every: 'PT5M'
  }
  {
    name: 'generations-failing'
    severity: 1
    description: 'More than 10 % of generations failed, of 20 or more. Runbook: A generation does not end'
    query: 'AppMetrics | where Name == "generations.completed" | summarize All = sum(Sum), Failed = sumif(Sum, tostring(Properties.status) == "failed") | project Share = iff(All >= 20, 100.0 * Failed / All, 0.0)'
    column: 'Share'
    operator: 'GreaterThan'
    threshold: 10
    window: 'PT15M'
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
