using System.Text.RegularExpressions;
using AiPromptGen.Accounts.Export;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Architecture;
using Azure.Data.Tables;
using CsCheck;

namespace AiPromptGen.Tests.Accounts;

[TestFixture]
public sealed partial class ExportRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Row keys are written as "word-" or $"word-{id}" in the source. These literals look alike but are no row keys.</summary>
    private static readonly string[] NotRows = ["erasure", "generation", "goodwill", "port"];

    [Test, Property("Promise", "P2")]
    public void Every_kind_of_row_that_the_program_writes_has_a_section()
    {
        var written = Written(Repository.Functions).Except(NotRows).ToList();

        Assert.That(written, Has.Count.GreaterThanOrEqualTo(10));
        Assert.That(written.Except(ExportRules.Sections.Keys), Is.Empty);
    }

    [TestCase("class A { const string RowPrefix = \"order-\"; }")]
    [TestCase("class A { string Key(string id) => $\"order-{id}\"; }")]
    public void A_kind_of_row_without_a_section_is_found(string code) =>
        Assert.That(Written([new SourceFile("functions/A.cs", code)]), Is.EqualTo(new[] { "order" }));

    [TestCase("account", "account")]
    [TestCase("gen-7zzy3n0c8k5w2v9r4m1hq6t0xd", "generations")]
    [TestCase("entry-9223372036854775806", "ledger")]
    [TestCase("dispute-1", "other:dispute")]
    [TestCase("accounts", "other:accounts")]
    public void A_row_is_in_the_section_of_its_key(string rowKey, string section) =>
        Assert.That(ExportRules.SectionOf(rowKey), Is.EqualTo(section));

    [Test]
    public void Sections_have_names_of_their_own() => Assert.That(ExportRules.Sections.Values, Is.Unique);

    [Test]
    public void A_text_stored_in_parts_comes_out_whole() =>
        Gen.String[0, 70_000]
            .Sample(
                text =>
                {
                    var row = new TableEntity("p", "r") { ["Kind"] = "x", ["Sha256"] = "not a part" };
                    ChunkedText.Set(row, "Prompt", text);
                    var properties = ExportRules
                        .Properties([
                            .. row.Where(p =>
                                p.Key.Length > 3 && p.Key[0] is 'K' or 'S' or 'P' && p.Key is not ("PartitionKey")
                            ),
                        ])
                        .ToDictionary(p => p.Name, p => p.Value);
                    return properties["kind"].Equals("x")
                        && properties["sha256"].Equals("not a part")
                        && (text.Length == 0 || properties["prompt"].Equals(text))
                        && properties.Count == (text.Length == 0 ? 2 : 3);
                },
                iter: 50,
                seed: "0000KO3CIBN4"
            );

    [Test, Property("Promise", "P14")]
    public void Five_a_day_from_the_first_one_on()
    {
        var turn = ExportRules.Next(null, 0, Noon);
        for (var i = 1; i <= ExportRules.MaxADay; i++)
        {
            Assert.That(turn.Count, Is.EqualTo(i));
            turn = ExportRules.Next(turn.Since, i, Noon.AddHours(i));
        }

        Assert.That((turn.Count, turn.Ends), Is.EqualTo(((int?)null, Noon.AddDays(1))));
        Assert.That(ExportRules.Next(Noon, 5, Noon.AddDays(1).AddTicks(-1)).Count, Is.Null);
        Assert.That(ExportRules.Next(Noon, 5, Noon.AddDays(1)), Is.EqualTo(new ExportRules.Turn(Noon.AddDays(1), 1)));
    }

    private static IEnumerable<string> Written(IEnumerable<SourceFile> files) =>
        files
            .Where(f => !f.Path.StartsWith("prompts/", StringComparison.Ordinal))
            .SelectMany(f => KeyLiteral().Matches(f.Text))
            .Select(m => m.Groups["word"].Value)
            .Distinct();

    [GeneratedRegex("\"(?<word>[a-z]+)-(\"|\\{)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyLiteral();
}
