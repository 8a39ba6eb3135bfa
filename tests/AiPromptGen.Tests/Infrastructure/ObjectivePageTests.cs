using System.Text.RegularExpressions;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>docs/slo.md promises exactly what the dashboard shows and the alerts watch.</summary>
[TestFixture]
public sealed partial class ObjectivePageTests
{
    private static string Page => Repository.Read("docs/slo.md");

    [Test]
    public void Its_figures_are_those_of_the_dashboard()
    {
        var figures = Objective()
            .Matches(Repository.Read("infra/modules/dashboard.json"))
            .SelectMany(match => Figure().Matches(match.Groups["figures"].Value).Select(figure => figure.Value))
            .ToList();

        Assert.That(figures, Has.Count.GreaterThanOrEqualTo(4));
        foreach (var figure in figures)
        {
            Assert.That(Page, Does.Match($@"(?<![\d.,]){Regex.Escape(figure)}(?![\d,]|\.\d)"), figure);
        }
    }

    [Test]
    public void Its_alerts_are_those_of_the_templates()
    {
        var alerts = Templates
            .Production.All("Microsoft.Insights/scheduledQueryRules")
            .Concat(Templates.Production.All("Microsoft.Insights/metricAlerts"))
            .Select(alert => alert.Name)
            .ToList();
        var named = LastColumn()
            .Matches(Page)
            .SelectMany(cell => Code().Matches(cell.Value).Select(name => name.Groups["name"].Value))
            .ToList();

        Assert.That(named, Has.Count.GreaterThanOrEqualTo(8));
        Assert.That(named, Is.SubsetOf(alerts));
    }

    [GeneratedRegex(@"\(objectives? (?<figures>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Objective();

    [GeneratedRegex(@"\d+(?:[.,]\d+)?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Figure();

    [GeneratedRegex(@"[^|\n]*\|$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LastColumn();

    [GeneratedRegex(@"`(?<name>[a-z-]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
