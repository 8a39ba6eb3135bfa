using System.Net;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Every documented shape in which a filter refuses, or remarks on a content without refusing it.</summary>
[TestFixture]
public sealed class ContentFilterTests
{
    private const string Safe = """{"filtered":false,"severity":"safe"}""";
    private const string High = """{"filtered":true,"severity":"high"}""";

    private static readonly TestCaseData<string, string, string[]>[] Successes =
    [
        new(
            """{"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":@safe,"violence":@high}}],"choices":[]}""",
            "input",
            ["violence"]
        )
        {
            TestName = "the prompt's results",
        },
        new(
            """{"prompt_filter_results":[{"prompt_index":0,"content_filter_result":{"self-harm":@high,"jailbreak":{"detected":true,"filtered":true}}}],"choices":[]}""",
            "input",
            ["jailbreak", "self-harm"]
        )
        {
            TestName = "the prompt's results, other spelling",
        },
        new(
            """{"choices":[{"index":0,"finish_reason":"content_filter","content_filter_results":{"self_harm":@high,"sexual":@high},"message":{"role":"assistant"}}]}""",
            "output",
            ["self-harm", "sexual"]
        )
        {
            TestName = "the answer's results",
        },
        new(
            """{"choices":[{"index":0,"finish_reason":"content_filter","message":{"role":"assistant","content":null}}]}""",
            "output",
            ["unspecified"]
        )
        {
            TestName = "the finish reason alone",
        },
        new(
            """{"choices":[{"index":0,"finish_reason":"content_filter","content_filter_results":{"hate":@high}}]}""",
            "output",
            ["hate"]
        )
        {
            TestName = "no message at all",
        },
        new(
            """{"choices":[{"index":0,"finish_reason":null,"content_filter_results":{"hate":@high}}]}""",
            "output",
            ["hate"]
        )
        {
            TestName = "no finish reason",
        },
        new(
            """{"choices":[{"index":0,"finish_reason":"stop","content_filter_results":{"custom_blocklists":[{"id":"ours","filtered":true}],"protected_material_text":{"detected":true,"filtered":true}},"message":{"role":"assistant","content":"{}"}}]}""",
            "output",
            ["blocklist", "protected-material"]
        )
        {
            TestName = "a block list as a list",
        },
    ];

    private static readonly TestCaseData<string, string, string[]>[] Errors =
    [
        new(
            """{"error":{"code":"content_filter","message":"The response was filtered","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":@high,"sexual":@safe}}}}""",
            "input",
            ["hate"]
        )
        {
            TestName = "Azure's prompt filter",
        },
        new(
            """{"error":{"code":"400","innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_results":{"self_harm":@high}}}}""",
            "input",
            ["self-harm"]
        )
        {
            TestName = "the inner code alone",
        },
        new(
            """{"error":{"code":"content_policy_violation","inner_error":{"code":"ResponsibleAIPolicyViolation","content_filter_results":{"violence":@high}}}}""",
            "input",
            ["violence"]
        )
        {
            TestName = "Azure's picture filter with results",
        },
        new(
            """{"error":{"code":"contentFilter","message":"Your task failed as a result of our safety system."}}""",
            "input",
            ["unspecified"]
        )
        {
            TestName = "Azure's picture filter on the prompt",
        },
        new(
            """{"error":{"code":"contentFilter","message":"Generated image was filtered as a result of our safety system."}}""",
            "output",
            ["unspecified"]
        )
        {
            TestName = "Azure's picture filter on the picture",
        },
        new(
            """{"error":{"code":"moderation_blocked","type":"image_generation_user_error","moderation_details":{"moderation_stage":"output","categories":["sexual","something new"]}}}""",
            "output",
            ["other", "sexual"]
        )
        {
            TestName = "OpenAI's picture filter",
        },
    ];

    [TestCaseSource(nameof(Successes)), Property("Promise", "P9")]
    public async Task A_filter_in_a_success_is_a_refusal(string body, string stage, string[] categories) =>
        AssertRefused(
            await FakeService.Answering(Whole(body)).Azure().GenerateAsync(Asked.Idea("a fox"), CancellationToken.None),
            stage,
            categories
        );

    [TestCaseSource(nameof(Errors)), Property("Promise", "P9")]
    public async Task A_filter_in_an_error_is_a_refusal(string body, string stage, string[] categories)
    {
        var service = FakeService.Answering(Whole(body), HttpStatusCode.BadRequest);

        AssertRefused(
            await service.Azure().GenerateAsync(Asked.Idea("a fox"), CancellationToken.None),
            stage,
            categories
        );
        AssertRefused(
            await service.Compatible().GenerateAsync(Asked.Paint("gpt-image"), CancellationToken.None),
            stage,
            categories
        );
    }

    [Test]
    public async Task A_model_that_declines_has_refused()
    {
        var service = FakeService.Answering(Asked.Completion(null, refusal: "I cannot help with that."));

        var answer = await service.Azure().GenerateAsync(Asked.Idea("a fox"), CancellationToken.None);

        AssertRefused(answer, "output", ["model-refusal"]);
    }

    [Test]
    public async Task Remarks_that_filter_nothing_are_no_refusal()
    {
        var body = Asked
            .Completion(Asked.Fox)
            .Replace(
                "\"choices\":[{",
                """
                "prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"violence":{"filtered":false,"severity":"low"},"jailbreak":{"detected":true,"filtered":false}}}],
                "choices":[{"content_filter_results":{"violence":{"filtered":false,"severity":"low"}},
                """,
                StringComparison.Ordinal
            );

        var answer = await FakeService
            .Answering(body)
            .Azure()
            .GenerateAsync(Asked.Idea("a fox"), CancellationToken.None);

        Assert.That(body, Does.Contain("jailbreak"));
        Assert.That(answer, Is.TypeOf<ProviderResult.Composed>());
    }

    [Test]
    public async Task Words_of_a_model_pass_our_own_check_too()
    {
        var service = FakeService.Answering(Asked.Completion(Asked.Fox with { Styles = ["erotic photography"] }));

        var request = Asked.Idea("a child");
        var answer = await service.Compatible().GenerateAsync(request, CancellationToken.None);
        var end = RouterAnswers
            .From(request, new RouteResult.Answered(new ModelRoute { Provider = "a" }, answer))
            .Answer;

        Assert.That(answer, Is.TypeOf<ProviderResult.Composed>());
        Assert.That(end.Status, Is.EqualTo(GenerationStatus.Refused));
        Assert.That((end.SafetyStage, end.SafetyCategories), Is.EqualTo(("output", "sexual-minors")));
    }

    [Test]
    public async Task One_refused_text_of_a_template_refuses_all()
    {
        var service = new FakeService(call =>
            FakeService.Json(call == 1 ? Asked.Completion(null, "content_filter") : Asked.Completion(Asked.Fox))
        );

        var answer = await service
            .Azure()
            .GenerateAsync(
                Asked.Ideas(["a fox", "a hare", "an owl"], new IdeaControls { Variations = 3 }),
                CancellationToken.None
            );

        Assert.That(answer, Is.TypeOf<ProviderResult.Refused>());
    }

    private static string Whole(string body) =>
        body.Replace("@safe", Safe, StringComparison.Ordinal).Replace("@high", High, StringComparison.Ordinal);

    private static void AssertRefused(ProviderResult answer, string stage, string[] categories)
    {
        Assert.That(answer, Is.TypeOf<ProviderResult.Refused>());
        var refused = (ProviderResult.Refused)answer;
        Assert.That(refused.Stage, Is.EqualTo(stage));
        Assert.That(refused.Categories, Is.EqualTo(categories));
    }
}
