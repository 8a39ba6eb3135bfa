using AiPromptGen.Prompts;
using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Examples;

/// <summary>Curated examples for everybody: they come with the program, never from what people upload or generate.</summary>
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
        if (query.Text?.Length > ExampleProblems.LongestSearch)
        {
            return Answers.Problem(ExampleProblems.SearchTooLong);
        }

        if (query.Tag?.Length > ExampleProblems.LongestTag)
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
                    [.. page.Examples.Select(example => ExampleView.Of(example, query.Target))],
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
            ? EntityTags.Json(request, ExampleView.Of(example))
            : Answers.Problem(ExampleProblems.NotFound);
    }
}
