using AiPromptGen.Generations;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Prompts;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>A classifier before and after every route, through the HTTP contract: what is refused, what it costs, who was asked.</summary>
[TestFixture]
[Property("Promise", "P14"), Property("Promise", "P15")]
internal sealed class ModerationTests
{
    [TestCase("a fox sim-flag-minors", "refused content-refused input sexual-minors")]
    [TestCase("a fox sim-flag-violence", "refused content-refused input violence")]
    [TestCase("a fox sim-flag-503", "succeeded")]
    [TestCase("sim-flag-503, poster: stop child pornography", "failed moderation-unavailable")]
    public async Task What_the_classifier_says_of_an_idea_holds_for_every_route(string idea, string expected)
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        var fake = Composing();
        await using var app = await TestApp.StartAsync("Moderation", fake.AddTo, settings: Settings(simulator));
        using var person = await ApiClient.NewAsync(app.Address);

        var end = await person.GenerateAsync($$"""{"kind":"text-to-prompt","idea":"{{idea}}","targets":["flux"]}""");

        Assert.That(EndOf(end), Is.EqualTo(expected), end.Text);
        var passed = end.State is "succeeded";
        Assert.That(fake.Calls, Is.EqualTo(passed ? 1 : 0));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(passed ? 45 : 50));
        var account = (await person.GetAsync("account")).Id;
        Assert.That(simulator.Requests, Is.Not.Empty);
        Assert.That(
            simulator.Requests.Select(r => r.Body + string.Join(' ', r.Headers.Values)),
            Has.None.Contains(account).And.None.Contains(person.Email)
        );
    }

    /// <summary>What the words would be refused for, nobody is asked; the rules of the program judge all the same.</summary>
    [Test, Property("Promise", "P9")]
    public async Task Who_refuses_third_parties_has_refused_the_classifier_too()
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        var fake = Composing();
        await using var app = await TestApp.StartAsync("Unmoderated", fake.AddTo, settings: Settings(simulator));
        using var person = await ApiClient.NewAsync(app.Address);

        var alone = await person.GenerateAsync(
            """{"kind":"text-to-prompt","idea":"a fox sim-flag-violence","providers":"none"}"""
        );
        var refused = await person.GenerateAsync(
            """{"kind":"text-to-prompt","idea":"a nude child","providers":"none"}"""
        );
        var asked = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a fox in the snow"}""");

        Assert.That(alone.State, Is.EqualTo("succeeded"), alone.Text);
        Assert.That(alone.Json.TryGetProperty("sentTo", out _), Is.False);
        Assert.That(EndOf(refused), Is.EqualTo("refused content-refused input sexual-minors"));
        Assert.That(simulator.Requests, Has.Count.EqualTo(2), "before and after the route of the last one");
        Assert.That(
            asked.At("sentTo").EnumerateArray().Select(route => route.GetProperty("provider").GetString()),
            Is.EqualTo(new[] { "judge", "fake" })
        );
    }

    [Test]
    public async Task A_refused_upload_goes_and_a_refused_painting_is_not_kept()
    {
        var moderator = new PictureModerator();
        var painter = FakePainter.Painting();
        await using var app = await TestApp.StartAsync(
            "ModeratedPictures",
            services =>
            {
                painter.AddTo(services);
                services.AddSingleton<IContentModerator>(moderator);
            },
            settings: FakePainter.Routes
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var upload = (await person.UploadAsync(TestPictures.Photo())).Id;

        var described = await person.GenerateAsync(
            $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"},"targets":["flux"]}"""
        );
        var painted = await person.GenerateAsync("""{"kind":"text-to-image","idea":"a fox","targets":["flux"]}""");

        Assert.That(EndOf(described), Is.EqualTo("refused content-refused image sexual"), described.Text);
        Assert.That(EndOf(painted), Is.EqualTo("refused content-refused output sexual"), painted.Text);
        var account = new AccountId((await person.GetAsync("account")).Id);
        await Clock.UntilAsync(async () => (await AccountRemains.ReadAsync(app, account)).Blobs.Count == 0);
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { 50 }));
        Assert.That(moderator.Pictures, Is.EqualTo(2));
    }

    private static FakeProvider Composing() =>
        new((r, _) => Task.FromResult<ProviderResult>(new ProviderResult.Composed(FakeProvider.Compose(r))));

    private static string[] Settings(AiSimulator simulator) =>
        [
            .. FakeProvider.Routes,
            "Moderation:Provider=openai-compatible",
            $"Moderation:Endpoint={new Uri(simulator.Address, "v1")}",
            "Moderation:ApiKey=any",
            "Moderation:Name=judge",
        ];

    private static string EndOf(Answer end) =>
        end.State switch
        {
            "refused" => $"refused {end.At("problem", "code").GetString()} {end.At("safety", "stage").GetString()} "
                + end.At("safety", "categories")[0].GetString(),
            "failed" => $"failed {end.At("problem", "code").GetString()}",
            var state => state,
        };

    private sealed class PictureModerator : IContentModerator
    {
        private int pictures;

        public int Pictures => pictures;

        public string Name => "pictures";

        public string Model => "m-1";

        public Task<ModerationResult> CheckAsync(ModerationInput input, CancellationToken cancellationToken)
        {
            string[] found = input.Picture is null ? [] : [ContentCategories.Sexual];
            Interlocked.Add(ref pictures, found.Length);
            return Task.FromResult<ModerationResult>(new ModerationResult.Judged(found));
        }
    }
}
