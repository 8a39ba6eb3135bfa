using System.Globalization;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>The first table of docs/scale.md adds up and counts the resources of the templates at the prices that it names.</summary>
[TestFixture]
public sealed class CostPageTests
{
    private const double HoursAMonth = 730;

    private static readonly TemplateSnapshot[] Columns = [Templates.Mine, Templates.Test, Templates.Production];

    [Test]
    public void The_columns_add_up()
    {
        var rows = Rows();

        Assert.That(rows, Has.Count.EqualTo(8));
        foreach (var column in Enumerable.Range(0, Columns.Length))
        {
            Assert.That(
                rows.Where(row => row.Key != "**Together**").Sum(row => row.Value[column]),
                Is.EqualTo(rows["**Together**"][column])
            );
        }
    }

    /// <summary>A rule that is evaluated every five minutes costs $1.50 a month; every fifteen minutes or less often, $0.50.</summary>
    [Test]
    public void Alerts_cost_what_is_written() =>
        Expect(
            "Alerts on logs",
            environment =>
                environment
                    .All("Microsoft.Insights/scheduledQueryRules")
                    .Sum(rule => rule.At("properties.evaluationFrequency").GetString() == "PT5M" ? 1.5 : 0.5)
        );

    [Test]
    public void What_is_always_ready_costs_what_is_written() =>
        Expect(
            "Instances that are always ready, 2 GB each",
            environment =>
                environment
                    .Only("Microsoft.Web/sites")
                    .At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")
                    .EnumerateArray()
                    .Sum(group => group.GetProperty("instanceCount").GetInt32()) * (2 * 0.000004 * 3600 * HoursAMonth)
        );

    [Test]
    public void The_way_out_costs_what_is_written() =>
        Expect(
            "NAT gateway and its address",
            environment => environment.All("Microsoft.Network/natGateways").Count() * (0.045 + 0.005) * HoursAMonth
        );

    [Test]
    public void The_test_from_outside_costs_what_is_written() =>
        Expect(
            "Test from outside: five places, every five minutes",
            environment =>
            {
                var test = environment.Only("Microsoft.Insights/webtests");
                var runs = 30 * 86_400.0 / test.At("properties.Frequency").GetInt32();
                return test.At("properties.Locations").GetArrayLength() * runs * 0.0006;
            }
        );

    private static void Expect(string row, Func<TemplateSnapshot, double> dollars)
    {
        var written = Rows()[row];

        Assert.That(
            Columns.Select(environment => (int)Math.Round(dollars(environment), MidpointRounding.AwayFromZero)),
            Is.EqualTo(written),
            row
        );
    }

    /// <summary>What each row says of an environment of one's own, of test and of production; notes in brackets left out.</summary>
    private static Dictionary<string, int[]> Rows() =>
        Repository
            .Read("docs/scale.md")
            .Split('\n')
            .SkipWhile(line => !line.StartsWith("| | Own | Test | Production |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(
                cells => cells[1],
                cells =>
                    cells[2..5]
                        .Select(cell =>
                            int.Parse(cell.Trim('*').Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture)
                        )
                        .ToArray(),
                StringComparer.Ordinal
            );
}
