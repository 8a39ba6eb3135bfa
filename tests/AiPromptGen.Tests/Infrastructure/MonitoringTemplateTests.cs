using System.Text.Json;
using System.Text.RegularExpressions;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Architecture;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>Logs and figures are kept as short as audit rows or shorter; the dashboard asks for what there is.</summary>
[TestFixture]
public sealed partial class MonitoringTemplateTests
{
    private const string Workspace = "Microsoft.OperationalInsights/workspaces";

    /// <summary>Tables of Application Insights keep 90 days of their own unless each is told otherwise.</summary>
    [Test, Property("Promise", "P22")]
    public void No_log_line_gets_as_old_as_an_audit_row_may()
    {
        foreach (var environment in Templates.All)
        {
            var days = environment
                .All($"{Workspace}/tables")
                .SelectMany(t => new[] { t.At("properties.retentionInDays"), t.At("properties.totalRetentionInDays") })
                .Append(environment.Only(Workspace).At("properties.retentionInDays"))
                .Append(environment.Only("Microsoft.Insights/components").At("properties.RetentionInDays"))
                .Select(d => TimeSpan.FromDays(d.GetInt32()));

            Assert.That(days, Is.All.LessThan(DayTableRules.Limit));
        }
    }

    [Test, Property("Promise", "P22")]
    public void Every_table_that_is_read_is_one_whose_time_is_set()
    {
        var set = Templates.Production.All($"{Workspace}/tables").Select(t => t.Leaf).ToList();
        var read = Queries(Templates.Production).SelectMany(q => Table().Matches(q).Select(m => m.Value)).Distinct();

        Assert.That(read.Except(set), Is.Empty);
        Assert.That(read, Does.Contain("AppTraces").And.Contain("AppMetrics"));
    }

    [Test, Property("Promise", "P13")]
    public void Addresses_of_clients_are_not_kept()
    {
        foreach (var insights in Templates.All.Select(t => t.Only("Microsoft.Insights/components")))
        {
            Assert.That(insights.At("properties.DisableIpMasking").GetBoolean(), Is.False);
        }
    }

    /// <summary>They would record addresses, which hold account ids and names of pictures.</summary>
    [Test, Property("Promise", "P13")]
    public void No_service_logs_the_addresses_it_was_asked_for() =>
        Assert.That(Templates.All.SelectMany(t => t.All("Microsoft.Insights/diagnosticSettings")), Is.Empty);

    [Test]
    public void The_dashboard_is_whole_and_names_functions_that_there_are()
    {
        var workbook = Templates.Production.Only("Microsoft.Insights/workbooks");
        var functions = typeof(App)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes(typeof(FunctionAttribute), false).Cast<FunctionAttribute>())
            .Select(f => f.Name)
            .ToList();
        using var dashboard = JsonDocument.Parse(Repository.Read("infra/modules/dashboard.json"));
        var titles = dashboard
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .Where(item => item.GetProperty("type").GetInt32() == 3)
            .Select(item => item.GetProperty("name").GetString());

        Assert.That(
            workbook.At("properties.serializedData").GetString(),
            Does.StartWith("[replace('{").And.Contain("', '{workspace}', reference(").And.Contain("workspaceId")
        );
        Assert.That(
            titles,
            Is.SupersetOf(
                new[]
                {
                    "availability",
                    "success share",
                    "latency",
                    "storage operations",
                    "provider outcomes",
                    "credits",
                    "sweeps",
                    "parked",
                }
            )
        );
        foreach (var name in new[] { "CreateGeneration", "BatchGenerations", "GenerationEvents" })
        {
            Assert.That(functions, Does.Contain(name));
            Assert.That(dashboard.RootElement.GetRawText(), Does.Contain(name));
        }
    }

    private static IEnumerable<string> Queries(TemplateSnapshot environment) =>
        environment
            .All("Microsoft.Insights/scheduledQueryRules")
            .Select(r => r.At("properties.criteria").ToString())
            .Append(Repository.Read("infra/modules/dashboard.json"));

    [GeneratedRegex(@"\bApp[A-Z][A-Za-z]+(?= \|)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Table();
}
