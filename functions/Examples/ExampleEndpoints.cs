using AiPromptGen.Prompts;
using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Examples;

/// <summary>Curated examples for everybody. They come with the program, and never from what people upload or generate.</summary>
internal sealed class ExampleEndpoints(AddressLimiter limiter)
{
    [AllowAnonymous]
    [AllowQuery("q", "tag", "target", "cursor", "limit")]
    [Function("ListExamples")]
    public IResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "examples")] HttpRequest request
    )
    {
        limiter.Admit(request);
        var query = new ExampleQuery
        {
            Text = request.Query["q"],
            Tag = request.Query["tag"],
            Target = request.Query["target"],
            After = request.Query["cursor"],
            Limit = Query.Limit(request.Query),
        };
        if (query.Text?.Length > ExampleProblems.MaxSearchLength)
        {
            return Answers.Problem(ExampleProblems.SearchTooLong);
        }

        if (query.Tag?.Length > ExampleProblems.MaxTagLength)
        {
            return Answers.Problem(ExampleProblems.TagTooLong);
        }

        if (query.Target is { } target && PromptTargets.Find(target) is null)
        {
            return Answers.Problem(ExampleProblems.TargetUnknown);
        }

        return ExampleSearchRules.Find(ExampleCollection.Instance.All, query) is { } page
            ? EntityTags.Json(
                request,
                new ExampleList(
                    [.. page.Examples.Select(example => ExampleView.From(example, query.Target))],
                    page.Tags,
                    page.Total,
                    page.Cursor
                )
            )
            : Answers.Problem(Query.CursorInvalid);
    }

    [AllowAnonymous]
    [Function("GetExample")]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "examples/{id}")] HttpRequest request,
        string id
    )
    {
        limiter.Admit(request);
        return ExampleCollection.Instance.Find(id) is { } example
            ? EntityTags.Json(request, ExampleView.From(example))
            : Answers.Problem(ExampleProblems.NotFound);
    }
}

/// <param name="Tags">Each tag with the number of examples that have it among those that search and target leave.</param>
/// <param name="Total">How many examples all filters together leave.</param>
/// <param name="Cursor">Sent with the next request it gets the next page; null on the last one.</param>
public sealed record ExampleList(
    IReadOnlyList<ExampleView> Examples,
    IReadOnlyDictionary<string, int> Tags,
    int Total,
    string? Cursor
);

/// <summary>An example with its prompts, rendered for this answer.</summary>
public sealed record ExampleView
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Idea { get; init; }
    public IdeaControls? Controls { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required IReadOnlyList<string> Targets { get; init; }
    public required string Note { get; init; }

    public StructuredPrompt? Prompt { get; init; }

    public required IReadOnlyDictionary<string, Rendering> Renderings { get; init; }

    /// <param name="target">The one target to render for; null is the targets that the example names.</param>
    public static ExampleView From(CuratedExample example, string? target = null)
    {
        var prompt = example.Compose();
        return new ExampleView
        {
            Id = example.Id,
            Title = example.Title,
            Idea = example.Idea,
            Controls = example.Controls,
            Tags = example.Tags,
            Targets = example.Targets,
            Note = example.Note,
            Prompt = prompt,
            Renderings = PromptRenderer.RenderAll(
                prompt,
                (target is null ? example.Targets : [target]).Select(id => PromptTargets.Find(id)!)
            ),
        };
    }
}

internal static class ExampleProblems
{
    public const int MaxSearchLength = 200;
    public const int MaxTagLength = 100;

    public static readonly Problem NotFound = new(404, "example-not-found", "There is no such example");

    public static readonly Problem SearchTooLong = Problems.Invalid(
        "q",
        "search-too-long",
        $"At most {MaxSearchLength} characters."
    );

    public static readonly Problem TagTooLong = Problems.Invalid(
        "tag",
        "search-too-long",
        $"At most {MaxTagLength} characters."
    );

    public static readonly Problem TargetUnknown = Problems.Invalid(
        "target",
        "target-unknown",
        $"Known targets: {string.Join(", ", PromptTargets.All.Select(target => target.Id))}."
    );
}
