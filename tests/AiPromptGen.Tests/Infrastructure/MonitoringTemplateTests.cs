using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Architecture;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>Logs and metrics are kept no longer than audit rows, and the dashboard queries only what exists.</summary>
[TestFixture]
public sealed partial class MonitoringTemplateTests
{
    private const string Workspace = "Microsoft.OperationalInsights/workspaces";

    /// <summary>Each table of Application Insights keeps its rows for 90 days unless its own setting says otherwise.</summary>
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

    /// <summary>
    /// Who read a secret or changed a deployment of models is kept. Logs of storage, of requests to models and of the app's web
    /// server would hold addresses, and those hold account ids, names of pictures and a person's words.
    /// </summary>
    [Test, Property("Promise", "P13")]
    public void Vault_and_models_keep_who_changed_them_and_no_service_logs_what_it_was_asked_for()
    {
        foreach (var environment in Templates.All)
        {
            var settings = environment.All("Microsoft.Insights/diagnosticSettings").ToList();
            var kept = settings.SelectMany(s =>
                s.At("properties.logs").EnumerateArray().Select(log => log.GetProperty("category").GetString())
            );

            Assert.That(kept, Is.EquivalentTo(new[] { "AuditEvent", "Audit" }));
            Assert.That(
                settings.Select(s => s.At("id").GetString()),
                Has.One.Contains("Microsoft.KeyVault/vaults").And.One.Contains("Microsoft.CognitiveServices/accounts")
            );
        }
    }

    [Test]
    public void The_dashboard_is_whole()
    {
        var workbook = Templates.Production.Only("Microsoft.Insights/workbooks");
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
                    "exceptions",
                }
            )
        );
    }

    /// <summary>
    /// The Functions host names a request by its method and route. Accepting a generation may wait for its end, and events last
    /// as long as somebody listens: neither says how soon a request is answered.
    /// </summary>
    [Test]
    public void Latency_leaves_out_what_waits_and_nothing_else()
    {
        var query = DashboardQueries()
            .Single(q =>
                q.Contains("p95 = percentilew(DurationMs", StringComparison.Ordinal)
                && q.StartsWith("AppRequests", StringComparison.Ordinal)
            );
        var accepting = new Regex(
            Pattern().Match(query).Groups["pattern"].Value,
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        var ending = Ending().Match(query).Groups["end"].Value;
        var names = (
            from type in typeof(App).Assembly.GetTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            from parameter in method.GetParameters()
            let http = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where http is not null && function is not null
            from verb in http.Methods ?? []
            // Its own documentation of the name: with and without a slash before the prefix.
            from slash in new[] { "", "/" }
            select (function.Name, Request: $"{verb.ToUpperInvariant()} {slash}api/{http.Route}")
        ).ToList();

        Assert.That(
            names
                .Where(n =>
                    accepting.IsMatch(n.Request) || n.Request.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
                )
                .Select(n => n.Name)
                .Distinct(),
            Is.EquivalentTo(new[] { "CreateGeneration", "BatchGenerations", "GenerationEvents" })
        );
        Assert.That(names, Has.Count.GreaterThan(50));
    }

    /// <summary>docs/slo.md, the dashboard's text and the longest span that it offers.</summary>
    [Test]
    public void Objectives_have_one_window_of_28_days()
    {
        var dashboard = Repository.Read("infra/modules/dashboard.json");

        Assert.That(Repository.Read("docs/slo.md"), Does.Contain("The window is 28 days"));
        Assert.That(dashboard, Does.Contain("Over 28 days"));
        Assert.That(
            Span()
                .Matches(dashboard)
                .Select(m => TimeSpan.FromMilliseconds(long.Parse(m.Groups["ms"].Value, CultureInfo.InvariantCulture)))
                .Max(),
            Is.EqualTo(TimeSpan.FromDays(28))
        );
    }

    internal static List<string> DashboardQueries()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("infra/modules/dashboard.json"));
        return
        [
            .. dashboard
                .RootElement.GetProperty("items")
                .EnumerateArray()
                .Where(item => item.GetProperty("type").GetInt32() == 3)
                .Select(item => item.GetProperty("content").GetProperty("query").GetString()!),
        ];
    }

    private static IEnumerable<string> Queries(TemplateSnapshot environment) =>
        environment
            .All("Microsoft.Insights/scheduledQueryRules")
            .Select(r => r.At("properties.criteria").ToString())
            .Append(Repository.Read("infra/modules/dashboard.json"));

    [GeneratedRegex(
        "matches regex \"(?<pattern>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Pattern();

    [GeneratedRegex("!endswith \"(?<end>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ending();

    [GeneratedRegex(@"""durationMs"": (?<ms>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"\bApp[A-Z][A-Za-z]+(?= \|)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Table();
}
