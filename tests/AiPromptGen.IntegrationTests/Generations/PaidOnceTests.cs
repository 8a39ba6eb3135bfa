using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// A service is not paid twice for the same work, neither when storage fails nor after the process died. A service that may have been sent
/// the content is named in the audit, even when the process died before the answer.
/// </summary>
[TestFixture]
internal sealed class PaidOnceTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const string Painting = """{"kind":"text-to-image","idea":"a heron in the reeds","targets":["flux"]}""";

    private static readonly string[] Routes = [.. FakeProvider.Routes, .. FakePainter.Routes];

    /// <param name="what">What fails three times: the row that takes the answer, or the container of pictures.</param>
    [TestCase(Idea, "\"Answer", 5)]
    [TestCase(Painting, "\"Answer", 4)]
    [TestCase(Painting, "/results/", 4)]
    [Property("Promise", "P11"), Property("Promise", "P15")]
    public async Task While_storage_is_away_nobody_is_asked_again(string body, string what, int price)
    {
        var (provider, away, time) = (Answering(), new AwayPolicy(what, times: 3), Clock.New());
        await using var app = await TestApp.StartAsync(
            "Away" + price + what.Trim('/', '"'),
            services =>
            {
                provider.AddTo(services);
                services.AddSingleton<HttpPipelinePolicy>(away);
            },
            time,
            Routes
        );
        using var person = await ApiClient.NewAsync(app.Address);

        var id = (await person.GenerateAsync(body, wait: 0)).Id;
        // The clock stands still until the service has answered, so that no call takes long by it. Then the pauses pass within moments.
        await Clock.UntilAsync(() => Task.FromResult(away.Left < 3));
        await Clock.UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            return (await person.GetAsync($"generations/{id}")).State is not ("queued" or "running");
        });
        var end = await person.GetAsync($"generations/{id}");

        Assert.That(end.State, Is.EqualTo("succeeded"), end.Text);
        Assert.That((away.Left, provider.Calls), Is.EqualTo((0, 1)));
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { -price, 50 }));
    }

    /// <summary>
    /// It is unknown whether the service has painted and must be paid, so it is not asked again. A prompt costs little and is asked for again.
    /// </summary>
    [TestCase(Painting, "failed", 0, "fake/p-1")]
    [TestCase(Idea, "succeeded", 1, "fake/m-1")]
    [Property("Promise", "P9"), Property("Promise", "P15"), Property("Promise", "P21")]
    public async Task After_a_death_during_a_call_nothing_is_painted_again(
        string body,
        string state,
        int calls,
        string route
    )
    {
        var hub = "DiedCalling" + state;
        var (hanging, answering) = (Hanging(), Answering());
        var first = await TestApp.StartAsync(hub, hanging.AddTo, settings: Routes);
        using var person = await ApiClient.NewAsync(first.Address);
        var id = (await person.GenerateAsync(body, wait: 0)).Id;
        await Clock.UntilAsync(() => Task.FromResult(hanging.Calls == 1));
        await first.KillAsync();

        await using var second = await TestApp.StartAsync(hub, answering.AddTo, settings: Routes);
        using var again = new ApiClient(second.Address);
        await again.SignInAsync(person.Email);
        var end = await again.EndOfAsync(id);

        Assert.That(end.State, Is.EqualTo(state), end.Text);
        Assert.That(answering.Calls, Is.EqualTo(calls));
        Assert.That(end.At("sentTo")[0].GetProperty("provider").GetString(), Is.EqualTo("fake"));
        Assert.That(await RouteInAuditAsync(second, again), Is.EqualTo(route));
        Assert.That((await again.CreditsAsync()).Balance, Is.EqualTo(calls == 0 ? 50 : 45));
    }

    /// <summary>The task hub is lost with the process, so only the sweep can end the generation.</summary>
    [Test, Property("Promise", "P9"), Property("Promise", "P21")]
    public async Task What_expires_names_who_may_have_been_sent_it()
    {
        var (hanging, time) = (Hanging(), new ShiftedTime());
        var first = await TestApp.StartAsync("ExpiredFirst", hanging.AddTo, time, Routes);
        using var person = await ApiClient.NewAsync(first.Address);
        var id = (await person.GenerateAsync(Idea, wait: 0)).Id;
        await Clock.UntilAsync(() => Task.FromResult(hanging.Calls == 1));
        await first.KillAsync();

        await using var second = await TestApp.StartAsync("ExpiredSecond", Answering().AddTo, time, Routes);
        time.Advance(TimeSpan.FromMinutes(61));
        await second.RunTimerAsync("SweepGenerations");
        using var again = new ApiClient(second.Address);
        await again.SignInAsync(person.Email);
        var end = await again.GetAsync($"generations/{id}");

        Assert.That(end.State, Is.EqualTo("failed"), end.Text);
        Assert.That(end.At("sentTo")[0].GetProperty("model").GetString(), Is.EqualTo("m-1"));
        Assert.That(await RouteInAuditAsync(second, again), Is.EqualTo("fake/m-1"));
    }

    /// <summary>The end is not unknown, because no service can have painted.</summary>
    [Test, Property("Promise", "P15")]
    public async Task What_nobody_heard_is_painted_at_the_next_try()
    {
        var (calls, painting) = (0, FakePainter.Painting());
        var provider = new FakeProvider(
            (r, t) =>
                ++calls == 1
                    ? Task.FromResult<ProviderResult>(new ProviderResult.Transient { Unsent = true })
                    : painting.GenerateAsync(r, t)
        );
        await using var app = await TestApp.StartAsync("UnheardPainter", provider.AddTo, settings: Routes);
        using var person = await ApiClient.NewAsync(app.Address);

        var end = await person.EndOfAsync((await person.GenerateAsync(Painting, wait: 0)).Id);

        Assert.That(end.State, Is.EqualTo("succeeded"), end.Text);
        Assert.That(calls, Is.EqualTo(2));
        Assert.That(end.At("sentTo").GetArrayLength(), Is.EqualTo(1));
    }

    private static FakeProvider Answering()
    {
        var painting = FakePainter.Painting();
        return new FakeProvider(
            (r, t) =>
                r.Painting is null
                    ? Task.FromResult<ProviderResult>(new ProviderResult.Composed(FakeProvider.Compose(r)))
                    : painting.GenerateAsync(r, t)
        );
    }

    private static FakeProvider Hanging() =>
        new(
            async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return new ProviderResult.Unknown();
            }
        );

    private static async Task<string?> RouteInAuditAsync(TestApp app, ApiClient person)
    {
        var account = new AccountId((await person.GetAsync("account")).Id);
        await Clock.UntilAsync(async () => (await AccountRemains.ReadAsync(app, account)).Audit.Count > 0);
        return (await AccountRemains.ReadAsync(app, account)).Audit.Single().GetString("ModelRoute");
    }

    /// <summary>Writes that name something fail as those of a service that is away, for a while.</summary>
    private sealed class AwayPolicy(string what, int times) : HttpPipelinePolicy
    {
        private int left = times;

        public int Left => left;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var place = message.Request.Method == RequestMethod.Patch ? BodyOf(message) : PathOf(message);
            var isMeant = message.Request.Method != RequestMethod.Get && place.Contains(what, StringComparison.Ordinal);
            if (isMeant && left > 0)
            {
                left--;
                throw new RequestFailedException(503, "Storage is away.");
            }

            return ProcessNextAsync(message, pipeline);
        }

        private static string PathOf(HttpMessage message) => message.Request.Uri.ToUri().AbsolutePath;

        private static string BodyOf(HttpMessage message)
        {
            using var body = new MemoryStream();
            message.Request.Content?.WriteTo(body, CancellationToken.None);
            return System.Text.Encoding.UTF8.GetString(body.ToArray());
        }
    }
}
