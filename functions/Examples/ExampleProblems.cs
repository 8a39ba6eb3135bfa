using AiPromptGen.Prompts;

namespace AiPromptGen.Examples;

internal static class ExampleProblems
{
    public const int LongestSearch = 200;
    public const int LongestTag = 100;

    public static readonly Problem NotFound = new(404, "example-not-found", "There is no such example");

    public static readonly Problem SearchTooLong = Problems.Invalid(
        "q",
        "search-too-long",
        $"At most {LongestSearch} characters."
    );

    public static readonly Problem TagTooLong = Problems.Invalid(
        "tag",
        "search-too-long",
        $"At most {LongestTag} characters."
    );

    public static readonly Problem TargetUnknown = Problems.Invalid(
        "target",
        "target-unknown",
        $"Known targets: {string.Join(", ", PromptTargets.All.Select(target => target.Id))}."
    );
}
