using System.Net;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Generations.Providers;

namespace AiPromptGen.Tests.Generations.Moderation;

/// <summary>What both classifiers are sent, and how answers in the shapes that their vendors document are read.</summary>
[TestFixture]
internal sealed class ModeratorTests
{
    private static readonly ModeratedPicture Picture = new(new byte[] { 1, 2, 3 }, "png");

    private static readonly string[] Both = ModerationModule.Providers.ToArray();

    [TestCase("a fox", "")]
    [TestCase("a fox sim-flag-sexual", "sexual")]
    [TestCase("a fox sim-flag-violence", "violence")]
    public async Task Both_name_what_they_found_in_words_of_ours(string text, string expected)
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        foreach (var provider in Both)
        {
            var answer = await AskAsync(simulator, provider, new ModerationInput(text));

            Assert.That(answer, Is.TypeOf<ModerationResult.Judged>(), provider);
            Assert.That(string.Join(',', ((ModerationResult.Judged)answer).Categories), Is.EqualTo(expected), provider);
        }
    }

    [Test]
    public async Task Only_one_of_them_tells_minors()
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        var input = new ModerationInput("sim-flag-minors", Picture);

        var openAI = await AskAsync(simulator, Both[0], input);
        var azure = await AskAsync(simulator, Both[1], input);

        Assert.That(((ModerationResult.Judged)openAI).Categories, Does.Contain("sexual-minors"));
        Assert.That(((ModerationResult.Judged)azure).Categories, Is.EqualTo(new[] { "sexual" }));
    }

    [TestCase("sim-flag-503", "any", true)]
    [TestCase("a fox", "wrong", false)]
    public async Task Who_does_not_answer_is_asked_again_only_where_that_may_help(string text, string key, bool again)
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        foreach (var provider in Both)
        {
            Assert.That(
                await AskAsync(simulator, provider, new ModerationInput(text), key),
                Is.EqualTo(new ModerationResult.Unavailable(again)),
                provider
            );
        }
    }

    [TestCase("""{"results":[]}""")]
    [TestCase("""{"results":[{"flagged":false}]}""")]
    [TestCase("""{"categoriesAnalysis":"none"}""")]
    [TestCase("[]")]
    [TestCase("no JSON")]
    public async Task An_answer_that_cannot_be_read_is_none(string json)
    {
        foreach (var provider in Both)
        {
            var service = FakeService.Answering(json);

            Assert.That(
                await Moderator(provider, service).CheckAsync(new ModerationInput("a fox"), CancellationToken.None),
                Is.EqualTo(new ModerationResult.Unavailable(Again: false)),
                provider
            );
        }
    }

    /// <summary>From the vendor's own example, with one severity raised.</summary>
    [TestCase(2, "")]
    [TestCase(4, "hate")]
    public async Task Azures_medium_severity_is_found(int severity, string expected)
    {
        var service = FakeService.Answering(
            $$"""
            {"blocklistsMatch":[],"categoriesAnalysis":[{"category":"Hate","severity":{{severity}}},
            {"category":"SelfHarm","severity":0},{"category":"Sexual","severity":0},{"category":"Violence","severity":0}]}
            """
        );

        var answer = await Moderator(Both[1], service).CheckAsync(new ModerationInput("a fox"), CancellationToken.None);

        Assert.That(string.Join(',', ((ModerationResult.Judged)answer).Categories), Is.EqualTo(expected));
        Assert.That(
            service.Sent.Single().Address.PathAndQuery,
            Is.EqualTo("/contentsafety/text:analyze?api-version=2024-09-01")
        );
        Assert.That(service.Sent.Single().Headers, Does.Contain("Ocp-Apim-Subscription-Key: any"));
        Assert.That(service.Body["text"]!.GetValue<string>(), Is.EqualTo("a fox"));
    }

    /// <summary>Violence as such, as in a battle scene, is allowed; graphic violence is not.</summary>
    [TestCase("violence", "")]
    [TestCase("illicit", "")]
    [TestCase("violence/graphic", "violence")]
    [TestCase("self-harm/intent", "self-harm")]
    [TestCase("sexual_minors", "sexual-minors")]
    [TestCase("Sexual/Minors", "sexual-minors")]
    [TestCase("self_harm", "self-harm")]
    [TestCase("selfharm", "self-harm")]
    [TestCase("self-harm/instructions", "self-harm")]
    [TestCase("violence_graphic", "violence")]
    [TestCase("hate_and_discrimination", "hate")]
    [TestCase("violence_and_threats", "")]
    [TestCase("dangerous_and_criminal_content", "")]
    public async Task OpenAIs_categories_are_read_by_name(string category, string expected)
    {
        var service = FakeService.Answering(
            $$$"""{"id":"modr-1","model":"omni","results":[{"flagged":true,"categories":{"sexual":false,"{{{category}}}":true}}]}"""
        );
        var input = new ModerationInput("a fox", Picture);

        var answer = await Moderator(Both[0], service).CheckAsync(input, CancellationToken.None);

        Assert.That(string.Join(',', ((ModerationResult.Judged)answer).Categories), Is.EqualTo(expected));
        Assert.That(service.Sent.Single().Address.AbsolutePath, Is.EqualTo("/moderations"));
        var parts = service.Body["input"]!.AsArray();
        Assert.That(parts[0]!.ToJsonString(), Is.EqualTo("""{"type":"text","text":"a fox"}"""));
        Assert.That(parts[1]!["image_url"]!["url"]!.GetValue<string>(), Is.EqualTo("data:image/png;base64,AQID"));
    }

    /// <summary>A content that is flagged only under unknown categories has not been judged harmless.</summary>
    [TestCase("""{"flagged":true,"categories":{}}""")]
    [TestCase("""{"flagged":true,"categories":null}""")]
    [TestCase("""{"flagged":true,"categories":{"sexual":false}}""")]
    [TestCase("""{"flagged":true,"categories":{"a-category-of-next-year":true}}""")]
    [TestCase("""{"flagged":true,"categories":{"violence":null}}""")]
    [TestCase("""{"flagged":true}""")]
    public async Task What_is_flagged_for_an_unknown_reason_is_not_judged(string result)
    {
        var service = FakeService.Answering($$"""{"results":[{{result}}]}""");

        Assert.That(
            await Moderator(Both[0], service).CheckAsync(new ModerationInput("a fox"), CancellationToken.None),
            Is.EqualTo(new ModerationResult.Unavailable(Again: false))
        );
    }

    [Test]
    public async Task What_is_found_is_found_whatever_else_cannot_be_understood()
    {
        var service = FakeService.Answering(
            """{"results":[{"flagged":true},{"flagged":true,"categories":["Sexual/Minors"]}]}"""
        );

        var answer = await Moderator(Both[0], service).CheckAsync(new ModerationInput("a fox"), CancellationToken.None);

        Assert.That(((ModerationResult.Judged)answer).Categories, Is.EqualTo(new[] { "sexual-minors" }));
    }

    [Test]
    public async Task A_long_text_is_judged_by_OpenAI_in_parts_and_the_picture_with_the_last()
    {
        var service = new FakeService(call =>
            FakeService.Json(
                call == 1
                    ? """{"results":[{"flagged":true,"categories":{"sexual":true}}]}"""
                    : """{"results":[{"flagged":false,"categories":{"sexual":false}}]}"""
            )
        );
        var text = string.Join(' ', Enumerable.Repeat("heron \U0001F426", 2500));

        var answer = await Moderator(Both[0], service)
            .CheckAsync(new ModerationInput(text, Picture), CancellationToken.None);

        Assert.That(((ModerationResult.Judged)answer).Categories, Is.EqualTo(new[] { "sexual" }));
        var inputs = service.Sent.Select(sent => JsonNode.Parse(sent.Body)!["input"]!.AsArray()).ToList();
        var parts = inputs.Select(input => input[0]!["text"]!.GetValue<string>()).ToList();
        Assert.That(parts, Has.Count.GreaterThan(1).And.All.Property("Length").LessThanOrEqualTo(10_000));
        Assert.That(string.Concat(parts), Is.EqualTo(text));
        Assert.That(
            inputs.Select(input => input.Count),
            Is.EqualTo(parts.Select((_, i) => i == parts.Count - 1 ? 2 : 1))
        );
    }

    [TestCase(400, true)]
    [TestCase(413, true)]
    [TestCase(401, false)]
    [TestCase(503, false)]
    public async Task A_picture_that_a_classifier_does_not_take_is_unseen(int status, bool isUnseen)
    {
        foreach (var provider in Both)
        {
            var service = FakeService.Answering("{}", (HttpStatusCode)status);

            var answer = await Moderator(provider, service)
                .CheckAsync(new ModerationInput("", Picture), CancellationToken.None);

            Assert.That(((ModerationResult.Unavailable)answer).IsUnseen, Is.EqualTo(isUnseen), provider);
        }
    }

    [Test]
    public async Task A_long_text_is_sent_to_Azure_in_parts()
    {
        const string Safe = """{"categoriesAnalysis":[{"category":"Hate","severity":0}]}""";
        var service = FakeService.Answering(Safe);
        var input = new ModerationInput(new string('x', 20_001), Picture);

        var answer = await Moderator(Both[1], service).CheckAsync(input, CancellationToken.None);

        Assert.That(((ModerationResult.Judged)answer).Categories, Is.Empty);
        Assert.That(
            service.Sent.Select(sent => JsonNode.Parse(sent.Body)!["text"]?.GetValue<string>().Length ?? 0),
            Is.EqualTo(new[] { 10_000, 10_000, 1, 0 })
        );
    }

    [TestCase(HttpStatusCode.BadRequest, false)]
    [TestCase(HttpStatusCode.TooManyRequests, true)]
    [TestCase(HttpStatusCode.BadGateway, true)]
    public async Task A_status_tells_whether_to_ask_again(HttpStatusCode status, bool again)
    {
        foreach (var provider in Both)
        {
            var service = FakeService.Answering("""{"error":{"code":"x","message":"m"}}""", status);

            Assert.That(
                await Moderator(provider, service).CheckAsync(new ModerationInput("a fox"), CancellationToken.None),
                Is.EqualTo(new ModerationResult.Unavailable(again)),
                provider
            );
        }
    }

    private static async Task<ModerationResult> AskAsync(
        AiSimulator simulator,
        string provider,
        ModerationInput input,
        string key = "any"
    )
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var path = provider is OpenAIModerator.ProviderName ? "v1" : "";
        var options = Options(provider, new Uri(simulator.Address, path).AbsoluteUri, key);
        return await ModerationModule.ModeratorOf(options, http).CheckAsync(input, CancellationToken.None);
    }

    private static IContentModerator Moderator(string provider, FakeService service) =>
        ModerationModule.ModeratorOf(Options(provider, "https://safety.example.org", "any"), new HttpClient(service));

    private static ModerationOptions Options(string provider, string endpoint, string key) =>
        new()
        {
            Provider = provider,
            Endpoint = endpoint,
            ApiKey = key,
        };
}
