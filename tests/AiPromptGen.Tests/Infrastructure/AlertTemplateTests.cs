using System.Globalization;
using System.Text.RegularExpressions;
using AiPromptGen.Tests.Architecture;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>
/// Alerts report what needs a person. They find log lines by their words, so a line that is worded anew in the program must be worded
/// anew in the alert.
/// </summary>
[TestFixture]
public sealed partial class AlertTemplateTests
{
    private const string Rule = "Microsoft.Insights/scheduledQueryRules";

    private static IReadOnlyList<Alert> Alerts => [.. Templates.Production.All(Rule).Select(Alert.Of)];

    private static IEnumerable<Alert> OnLines =>
        Alerts.Where(a => a.Description.StartsWith("Event ", StringComparison.Ordinal));

    private static IEnumerable<Alert> OnSilence =>
        Alerts.Where(a => a.Description.StartsWith("No event ", StringComparison.Ordinal));

    [Test]
    public void Words_are_in_the_lines_they_mean_and_in_no_other()
    {
        foreach (var alert in OnLines.Concat(OnSilence))
        {
            var events = LogLine.All.Where(line => line.Holds(alert.Words)).Select(line => line.Event);

            Assert.That(events.Order(), Is.EqualTo(alert.Events.Order()), alert.Name);
        }

        Assert.That(LogLine.All.Count, Is.GreaterThan(20));
        Assert.That(LogLine.All.Any(line => line.Holds("said by no line")), Is.False);
        Assert.That(LogLine.All.Any(line => line.Holds("{GenerationId}")), Is.False);
    }

    [Test]
    public void Every_critical_line_calls_somebody() =>
        Assert.That(
            LogLine.All.Where(line => line.Level == LogLevel.Critical).Select(line => line.Event).Except(Called()),
            Is.Empty
        );

    [Test]
    public void Every_line_has_a_number_of_its_own() => Assert.That(LogLine.All.Select(line => line.Event), Is.Unique);

    [TestCase(2001)]
    [TestCase(3010)]
    [TestCase(3022)]
    [TestCase(3021)]
    [TestCase(3013)]
    [TestCase(3040)]
    [TestCase(3041)]
    [TestCase(5001)]
    [TestCase(2010)]
    [TestCase(2011)]
    [TestCase(3031)]
    [TestCase(4002)]
    [TestCase(2061)]
    public void These_lines_do(int line) => Assert.That(Called(), Does.Contain(line));

    [TestCase(6001), Property("Promise", "P22")]
    [TestCase(6002)]
    public void An_audit_table_that_stays_calls_somebody(int line) =>
        Assert.That(Alerts.Where(a => a.Events.Contains(line)).Select(a => a.Severity), Is.EqualTo(new[] { 1 }));

    [Test]
    public void Every_timer_is_missed_when_it_is_silent_and_not_before()
    {
        Assert.That(
            OnSilence.SelectMany(a => a.Events),
            Is.EquivalentTo(TimerLine.All.Select(timer => timer.Line.Event))
        );
        foreach (var timer in TimerLine.All)
        {
            var alert = OnSilence.Single(a => a.Events.Contains(timer.Line.Event));

            Assert.That(alert.LookBack, Is.GreaterThan(timer.Longest + TimeSpan.FromMinutes(5)), timer.Function);
            Assert.That(alert.Seen, Is.GreaterThan(alert.LookBack), timer.Function);
        }
    }

    /// <summary>
    /// The rule of the query, applied to lines as the table would have them: a timer is silent when it has earlier lines but no recent one.
    /// </summary>
    [TestCase("", 0, TestName = "Nothing_was_ever_logged")]
    [TestCase("1", 0, TestName = "The_app_was_started_an_hour_ago")]
    [TestCase("25 20 1", 0, TestName = "The_app_was_started_yesterday_and_the_timer_has_not_run_yet")]
    [TestCase("40 30t 3", 1, TestName = "The_timer_ran_thirty_hours_ago")]
    [TestCase("40 30t 6t 3", 0, TestName = "The_timer_ran_this_morning")]
    [TestCase("40 30t", 1, TestName = "The_app_says_nothing_at_all_any_more")]
    public void A_silence_is_none_on_the_first_day(string hoursAgo, int silent)
    {
        var alert = OnSilence.Single(a => a.Events.Contains(6001));
        var lines = hoursAgo
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Ago: TimeSpan.FromHours(int.Parse(line.TrimEnd('t'), CultureInfo.InvariantCulture)), line))
            .Select(line => (line.Ago, Message: line.line.EndsWith('t') ? $"Swept 1{alert.Words}1 dropped" : "Other"))
            .ToList();

        Assert.That(
            alert.Query,
            Is.EqualTo(
                "AppTraces | summarize Before = countif(TimeGenerated < ago(26h)), Lines = countif(TimeGenerated > ago(26h) "
                    + $"and Message contains \"{alert.Words}\") | project Silent = iff(Before > 0 and Lines == 0, 1, 0)"
            ),
            "the query that is written down here in C#"
        );
        var before = lines.Count(line => line.Ago > alert.LookBack);
        var since = lines.Count(line =>
            line.Ago < alert.LookBack && line.Message.Contains(alert.Words, StringComparison.OrdinalIgnoreCase)
        );
        Assert.That(before > 0 && since == 0 ? 1 : 0, Is.EqualTo(silent));
    }

    /// <summary>Twenty requests an hour are a small shop, and it wants to know that it is closed.</summary>
    [TestCase("requests-failing")]
    [TestCase("generations-failing")]
    public void A_share_is_of_an_hour_and_needs_three_failures(string name)
    {
        var alert = Alerts.Single(a => a.Name == name);

        Assert.That(alert.Window, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(alert.Query, Does.EndWith("| project Share = iff(Failed >= 3, 100.0 * Failed / All, 0.0)"));
    }

    /// <summary>A row may represent many: a sampled one has their number in its ItemCount, a metric in its Sum.</summary>
    [Test]
    public void Rows_are_weighed_and_not_counted()
    {
        var queries = Alerts
            .Where(a => a.Events.Count == 0)
            .Select(a => a.Query)
            .Concat(
                MonitoringTemplateTests
                    .DashboardQueries()
                    .Where(q => !q.StartsWith("AppAvailability", StringComparison.Ordinal))
            )
            .ToList();

        Assert.That(queries.Where(q => q.Contains("count()", StringComparison.Ordinal)), Is.Empty);
        Assert.That(queries.Where(q => q.Contains("percentile(", StringComparison.Ordinal)), Is.Empty);
        Assert.That(queries, Has.Count.GreaterThan(10));
    }

    [Test]
    public void Lines_of_payments_are_watched_where_payments_are_on()
    {
        var without = Templates.Bare.All(Rule).Select(Alert.Of).SelectMany(a => a.Events).ToList();

        Assert.That(without, Has.None.InRange(3000, 3999));
        Assert.That(without, Does.Contain(2001).And.Contain(6002));
    }

    [Test]
    public void Figures_are_those_that_the_program_measures()
    {
        var measured = Meter().Matches(Repository.Read("functions/Platform/Telemetry/AppTelemetry.cs"));
        var names = measured.Select(m => m.Groups["name"].Value).ToList();
        var dashboard = Templates
            .Production.Only("Microsoft.Insights/workbooks")
            .At("properties.serializedData")
            .GetString()!;

        Assert.That(MetricsIn(string.Join('\n', Alerts.Select(a => a.Query))).Except(names), Is.Empty);
        Assert.That(MetricsIn(dashboard).Distinct(), Is.EquivalentTo(names), "the dashboard shows each of them");
    }

    [Test]
    public void Failing_requests_dear_generations_and_failed_ones_call_somebody() =>
        Assert.That(
            Alerts.Where(a => a.Events.Count == 0).Select(a => a.Name),
            Is.EquivalentTo(new[] { "requests-failing", "generations-failing", "storage-operations" })
        );

    [Test]
    public void Each_alert_leads_to_a_section_of_the_runbook_and_the_runbook_lists_it()
    {
        var runbook = Repository.Read("docs/runbook.md");
        var unavailable = Templates.Production.Only("Microsoft.Insights/metricAlerts");
        var all = Alerts
            .Select(a => (a.Name, a.Description))
            .Append((unavailable.Name, unavailable.At("properties.description").GetString()!));

        foreach (var (name, description) in all)
        {
            var section = description.Split("Runbook: ")[^1];

            Assert.That(runbook, Does.Contain($"\n## {section}\n"), name);
            Assert.That(runbook, Does.Contain($"| `{name}` |"), "the table of alerts");
        }
    }

    [Test]
    public void Somebody_is_reached()
    {
        foreach (var environment in Templates.All)
        {
            var rules = environment.All(Rule).ToList();

            Assert.That(rules.Select(r => r.At("properties.actions.actionGroups").GetArrayLength()), Is.All.EqualTo(1));
            Assert.That(rules.Select(r => r.At("properties.enabled").GetBoolean()), Is.All.True);
            Assert.That(
                environment.Only("Microsoft.Insights/actionGroups").At("properties.emailReceivers").ToString(),
                Does.Contain("on-call@example.org")
            );
        }
    }

    [Test]
    public void Spending_is_told_at_half_at_four_fifths_and_at_all_of_it()
    {
        foreach (var environment in Templates.All)
        {
            var budget = environment.Only("Microsoft.Consumption/budgets");
            var notifications = budget.At("properties.notifications").EnumerateObject().Select(n => n.Value).ToList();

            Assert.That(
                notifications.Select(n => n.GetProperty("threshold").GetInt32()),
                Is.EquivalentTo(new[] { 50, 80, 100 })
            );
            Assert.That(notifications.Select(n => n.GetProperty("contactEmails").GetArrayLength()), Is.All.EqualTo(1));
            Assert.That(budget.At("properties.timeGrain").GetString(), Is.EqualTo("Monthly"));
        }
    }

    /// <summary>A budget that doing nothing uses up tells nothing: the last line of the first table of docs/scale.md.</summary>
    [Test]
    public void Budgets_are_well_above_what_it_costs_to_do_nothing()
    {
        var idle = Together().Match(Repository.Read("docs/scale.md"));
        foreach (
            var (environment, column) in new[]
            {
                (Templates.Mine, "own"),
                (Templates.Test, "test"),
                (Templates.Production, "production"),
            }
        )
        {
            var cost = int.Parse(idle.Groups[column].Value, CultureInfo.InvariantCulture);

            Assert.That(
                environment.Only("Microsoft.Consumption/budgets").At("properties.amount").GetInt32(),
                Is.GreaterThanOrEqualTo(2 * cost),
                environment.Environment
            );
        }
    }

    private static List<int> Called() => [.. OnLines.SelectMany(a => a.Events)];

    private static IEnumerable<string> MetricsIn(string queries) =>
        Metric().Matches(queries).Select(m => m.Groups["name"].Value);

    [GeneratedRegex(
        @"\| \*\*Together\*\* \| \*\*(?<own>\d+)\*\* \| \*\*(?<test>\d+)\*\* \| \*\*(?<production>\d+)\*\* \|",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Together();

    [GeneratedRegex(
        """Create(Counter|Histogram)<\w+>\("(?<name>[a-z.]+)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Meter();

    /// <summary>A name with a dot in quotes; in the dashboard the quotes are escaped.</summary>
    [GeneratedRegex("\"(?<name>[a-z]+\\.[a-z]+)\\\\?\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();
}
