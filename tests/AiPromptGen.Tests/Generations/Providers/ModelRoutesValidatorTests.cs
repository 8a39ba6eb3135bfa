using AiPromptGen.Generations;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Generations.Providers;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
internal sealed class ModelRoutesValidatorTests
{
    private static readonly ScriptedProvider Provider = new("a", new FakeTimeProvider());

    [Test]
    public void Good_routes_pass() => Assert.That(Mistakes("text-to-prompt", Route(), Route("m-2")), Is.Empty);

    [Test]
    public void A_provider_that_is_not_there_is_told_with_those_that_are() =>
        Assert.That(
            Mistakes("text-to-prompt", Route(), Route(provider: "b")).Single(),
            Does.StartWith("Generations:Routes:text-to-prompt:1:Provider must").And.EndsWith("not 'b'. There are: a.")
        );

    [Test]
    public void A_kind_that_the_provider_does_not_serve_is_told() =>
        Assert.That(
            Mistakes("text-to-image", Route(target: "flux")).Single(),
            Does.Contain(":0:Provider must be one that serves this kind").And.Contain("not 'a'")
        );

    [Test]
    public void A_kind_that_is_none_is_told() =>
        Assert.That(Mistakes("text-to-video", Route()).Single(), Does.Contain("text-to-video is no kind"));

    [TestCase(null)]
    [TestCase("paint")]
    public void An_image_route_needs_a_known_target(string? target) =>
        Assert.That(
            Mistakes("text-to-image", Route(target: target)),
            Has.Some.Contains(":0:Target must be one of").And.Some.Contains("gpt-image")
        );

    [Test]
    public void A_painter_is_sent_one_text() =>
        Assert.That(Mistakes("text-to-image", Route(target: "sdxl")), Has.Some.Contains("second text"));

    [TestCase("text-to-prompt")]
    [TestCase("image-to-prompt")]
    public void A_prompt_route_has_no_target(string kind) =>
        Assert.That(
            Mistakes(kind, Route(target: "flux")).Single(),
            Does.EndWith(":0:Target is for text-to-image only.")
        );

    [Test]
    public void A_route_that_is_there_twice_is_told() =>
        Assert.That(
            Mistakes("text-to-prompt", Route(), Route()).Single(),
            Is.EqualTo("Generations:Routes:text-to-prompt:1 repeats a/m-1.")
        );

    [TestCase(50, 2, 50, 2, true)]
    [TestCase(50, 2, 51, 2, false)]
    [TestCase(300, 0, 1, 0, false)]
    [TestCase(50, 5, 1, 0, false)]
    public void All_attempts_must_fit_into_the_time_of_a_generation(
        int first,
        int firstRetries,
        int second,
        int secondRetries,
        bool fit
    )
    {
        var mistakes = Mistakes(
            "text-to-prompt",
            Route("m-1", seconds: first, retries: firstRetries),
            Route("m-2", seconds: second, retries: secondRetries)
        );

        Assert.That(mistakes, fit ? Is.Empty : Has.Some.Contains("GenerateSeconds = 300"));
    }

    /// <summary>The classifier may be asked twice before the routes and twice after them.</summary>
    [TestCase(10, 130, true)]
    [TestCase(10, 131, false)]
    [TestCase(null, 150, true)]
    public void The_classifier_s_time_is_counted(int? classifier, int route, bool fit)
    {
        var moderation = new ModerationOptions
        {
            Provider = classifier is null ? null : "openai-compatible",
            TimeoutSeconds = classifier ?? 60,
        };

        var mistakes = Mistakes(moderation, "text-to-prompt", Route(seconds: route, retries: 1));

        Assert.That(mistakes, fit ? Is.Empty : Has.Some.Contains("302 s").And.Some.Contains("40 s of the classifier"));
    }

    [TestCase("")]
    [TestCase("m-1,m-2")]
    public void A_route_without_one_model_is_told(string model) =>
        Assert.That(
            Mistakes("text-to-prompt", Route(model)),
            Is.EqualTo(
                new[]
                {
                    "Generations:Routes:text-to-prompt:0:Model must be the name of a model, without a comma, "
                        + $"not '{model}'.",
                }
            )
        );

    [Test]
    public void The_embedded_engine_is_added_last_for_prompts_only()
    {
        var options = Options("text-to-prompt", Route());

        GenerationOptions.AddEmbeddedRoutes(options);

        Assert.That(Names(options, "text-to-prompt"), Is.EqualTo(new[] { "a/m-1/3", "embedded/idea-1/1" }));
        Assert.That(Names(options, "image-to-prompt"), Is.EqualTo(new[] { "embedded/picture-1/1" }));
        Assert.That(options.Routes.Keys, Does.Not.Contain("text-to-image"));
    }

    [Test]
    public void An_embedded_route_that_is_there_stays_where_it_is()
    {
        var options = Options("text-to-prompt", Route("idea-1", provider: "embedded"), Route());

        GenerationOptions.AddEmbeddedRoutes(options);

        Assert.That(Names(options, "text-to-prompt"), Is.EqualTo(new[] { "embedded/idea-1/3", "a/m-1/3" }));
    }

    private static IEnumerable<string> Names(GenerationOptions options, string kind) =>
        options.Routes[kind].Select(r => $"{r.Provider}/{r.Model}/{r.PriceCredits}");

    private static IEnumerable<string> Mistakes(string kind, params ModelRoute[] routes) =>
        Mistakes(new ModerationOptions(), kind, routes);

    private static IEnumerable<string> Mistakes(
        ModerationOptions moderation,
        string kind,
        params ModelRoute[] routes
    ) =>
        new ModelRoutesValidator([Provider], Microsoft.Extensions.Options.Options.Create(moderation))
            .Validate(null, Options(kind, routes))
            .Failures
        ?? [];

    private static GenerationOptions Options(string kind, params ModelRoute[] routes)
    {
        var options = new GenerationOptions { GenerateSeconds = 300 };
        options.Routes[kind] = [.. routes];
        return options;
    }

    private static ModelRoute Route(
        string model = "m-1",
        string provider = "a",
        string? target = null,
        int seconds = 10,
        int retries = 1
    ) =>
        new()
        {
            Provider = provider,
            Model = model,
            PriceCredits = 3,
            Target = target,
            TimeoutSeconds = seconds,
            Retries = retries,
        };
}
