using System.Text;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Promises;

/// <summary>docs/privacy.md: every promise, where it is enforced, which tests hold it.</summary>
internal static class PrivacyDoc
{
    public const string Path = "docs/privacy.md";

    public static readonly IReadOnlyList<HoldingTest> Tests = HoldingTest.In(Repository.Files("tests", ".cs"));

    public static string Write()
    {
        var text = new StringBuilder(
            """
            # The privacy policy, as tests

            Each promise of the published policy, where the code keeps it, and the tests that fail when it is broken. This page
            is written by a test from the tests' own `Promise` properties
            ([how](../CONTRIBUTING.md#how-to-hold-a-promise)); do not edit it.

            | # | Promise | Enforced in | Held by |
            |---|---|---|---|

            """
        );
        foreach (var promise in PromiseList.All)
        {
            var places = promise.EnforcedIn.Select(place =>
                $"[{place.Replace("functions/", "", StringComparison.Ordinal)}](../{place})"
            );
            var tests = Of(promise).GroupBy(test => test.Fixture, StringComparer.Ordinal).Select(Line);
            text.Append(
                null,
                $"| {promise.Id} | {promise.Text} | {string.Join("<br>", places)} | {string.Join("<br>", tests)} |\n"
            );
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    public static IEnumerable<HoldingTest> Of(Promise promise) =>
        Tests.Where(test => test.Runs && test.Promise.Equals(promise.Id, StringComparison.Ordinal));

    private static string Line(IGrouping<string, HoldingTest> fixture) =>
        $"**{fixture.Key}**: {string.Join("; ", fixture.Select(test => test.Sentence))}";
}
