using System.Text.RegularExpressions;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Platform;

/// <summary>The README's table says what each setting of local.settings.sample.json means, and no more.</summary>
[TestFixture]
public sealed partial class SettingsTableTests
{
    /// <summary>A local run makes it; and what stands beside the sample's values.</summary>
    private static readonly string[] NotInSample = ["Accounts__DevelopmentKeyPem", "Host.CORS"];

    private static readonly IReadOnlyCollection<string> Sample =
    [
        .. SettingsSampleTests.Sample().Keys.Select(key => key.Replace(":", "__", StringComparison.Ordinal)),
    ];

    [Test]
    public void Every_setting_has_a_meaning() => Assert.That(Unexplained(Repository.Read("README.md")), Is.Empty);

    [Test]
    public void Every_setting_that_is_explained_exists() =>
        Assert.That(Unknown(Repository.Read("README.md")), Is.EquivalentTo(NotInSample));

    [Test]
    public void A_setting_without_a_meaning_and_a_meaning_without_a_setting_are_found()
    {
        const string Table = """
            | `Credits__SignUpCredits`, `__WindowSeconds` | Both. |
            | `Audit__AccountKeys__{n}__Id`, `Credits__Nothing`, `Generations__…` | More. |
            """;

        var unexplained = Unexplained(Table).ToList();

        Assert.That(unexplained, Does.Contain("Credits__MonthlyFree").And.Contain("Audit__AccountKeys__0__Secret"));
        Assert.That(unexplained, Has.None.AnyOf("Credits__WindowSeconds", "Audit__AccountKeys__0__Id"));
        Assert.That(unexplained, Has.None.StartsWith("Generations__"));
        Assert.That(Unknown(Table), Is.EqualTo(new[] { "Credits__Nothing" }));
    }

    private static IEnumerable<string> Unexplained(string page)
    {
        var names = Names(page).Select(Pattern).ToList();
        return Sample.Where(setting => !names.Exists(name => name.IsMatch(setting)));
    }

    private static IEnumerable<string> Unknown(string page) =>
        Names(page).Where(name => !Sample.Any(Pattern(name).IsMatch));

    /// <summary>`Credits__RequestsPerWindow`, `__WindowSeconds`: the second one stands below what the first one does.</summary>
    private static IEnumerable<string> Names(string page)
    {
        foreach (Match row in Row().Matches(page))
        {
            var above = "";
            foreach (Match span in Code().Matches(row.Groups["names"].Value))
            {
                var name = span.Groups["name"].Value;
                var end = name.LastIndexOf("__", StringComparison.Ordinal);
                above = end > 0 ? name[..end] : above;
                yield return name.StartsWith("__", StringComparison.Ordinal) ? above + name : name;
            }
        }
    }

    private static Regex Pattern(string name)
    {
        var escaped = Regex.Escape(name).Replace("…", ".+", StringComparison.Ordinal);
        return new($"^{Hole().Replace(escaped, "[A-Za-z0-9-]+")}$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(
        @"^\| (?<names>`(?:\w+__|[A-Z]+_|Azure|Host\.)[^|]*) \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    /// <summary>"{n}", as it is escaped.</summary>
    [GeneratedRegex(@"\\\{\w+}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
