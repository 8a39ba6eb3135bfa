using System.Net;
using System.Text;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>Every way a generation can end: its state, its code, its cost, its audit row.</summary>
[TestFixture]
internal sealed class FinalStateTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    [Test, Property("Promise", "P9")]
    public async Task Succeeded_at_the_price_of_the_route_that_served()
    {
        var first = new FakeProvider((_, _) => Task.FromResult<ProviderResult>(new ProviderResult.Transient()));
        var second = new FakeProvider(
            (r, _) => Task.FromResult<ProviderResult>(new ProviderResult.Composed(FakeProvider.Compose(r)))
        )
        {
            Name = "second",
        };
        await using var app = await TestApp.StartAsync(
            "PartialCommit",
            services =>
            {
                first.AddTo(services);
                second.AddTo(services);
            },
            settings:
            [
                .. FakeProvider.Routes,
                "Generations:Routes:text-to-prompt:1:Provider=second",
                "Generations:Routes:text-to-prompt:1:Model=m-2",
                "Generations:Routes:text-to-prompt:1:PriceCredits=2",
            ]
        );
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(Idea);

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        Assert.That(answer.At("route", "provider").GetString(), Is.EqualTo("second"));
        Assert.That(answer.At("credits", "charged").GetInt64(), Is.EqualTo(2));
        await AssertEndAsync(app, person, 48, "succeeded", "committed:2", "fake/m-1,second/m-2");
    }

    [TestCase(true)]
    [TestCase(false)]
    [Property("Promise", "P15")]
    public async Task Failed_when_every_route_stays_down(bool unheard)
    {
        var fake = new FakeProvider(
            (_, _) =>
                unheard
                    ? Task.FromResult<ProviderResult>(new ProviderResult.Transient { Unsent = true })
                    : throw new HttpRequestException("a heron in the reeds")
        );
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("RouteDown" + unheard, fake.AloneIn, time, FakeProvider.Routes);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await EndSoonAsync(person, time, await person.GenerateAsync(Idea, wait: 0));

        Assert.That(answer.State, Is.EqualTo("failed"), answer.Text);
        Assert.That(answer.At("problem", "code").GetString(), Is.EqualTo("provider-unavailable"));
        Assert.That(answer.At("problem", "detail").GetString(), Does.Contain("not charged"));
        // Both routes; the orchestration tries again only what nobody heard.
        Assert.That(fake.Calls, Is.EqualTo(unheard ? 2 * 4 : 2));
        await AssertEndAsync(app, person, 50, "failed:provider-unavailable", "released", unheard ? null : "fake/m-1");
    }

    [Test, Property("Promise", "P15")]
    public async Task Failed_at_the_deadline_and_a_late_result_is_delivered_free()
    {
        var hold = new TaskCompletionSource();
        var fake = new FakeProvider(
            async (r, _) =>
            {
                await hold.Task;
                return new ProviderResult.Composed(FakeProvider.Compose(r));
            }
        );
        var time = Clock.New();
        await using var app = await StartAsync("Deadline", fake, time, "Generations:GenerateSeconds=300");
        using var person = await ApiClient.NewAsync(app.Address);
        var created = await person.GenerateAsync(Idea, wait: 0);
        await Clock.UntilAsync(() => Task.FromResult(fake.Calls == 1));

        var failed = await EndSoonAsync(person, time, created);
        Assert.That(failed.State, Is.EqualTo("failed"), failed.Text);
        Assert.That(failed.At("problem", "code").GetString(), Is.EqualTo("deadline-exceeded"));
        Assert.That(failed.At("sentTo")[0].GetProperty("model").GetString(), Is.EqualTo("m-1"));
        await AssertEndAsync(app, person, 50, "failed:deadline-exceeded", "released", "fake/m-1");

        hold.SetResult();
        var late = failed;
        await Clock.UntilAsync(async () =>
        {
            late = await person.GetAsync($"generations/{created.Id}");
            return late.State == "succeeded";
        });

        Assert.That(late.State, Is.EqualTo("succeeded"), late.Text);
        Assert.That(late.At("credits", "charged").GetInt64(), Is.Zero);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
        await WaitForAuditAsync(app, person, 2);
        var audit = (await RemainsAsync(app, person)).Audit.Select(a => a.GetString("QuotaEvent"));
        Assert.That(audit, Is.EquivalentTo(["released", "delivered-free"]));
    }

    [Test, Property("Promise", "P15")]
    public async Task A_result_stored_just_before_the_deadline_is_delivered_free_too()
    {
        var (time, holding) = (Clock.New(), new HoldingPolicy());
        await using var app = await TestApp.StartAsync(
            "DeadlineStored",
            services =>
            {
                FakeProvider.Composing.AddTo(services);
                services.AddSingleton<HttpPipelinePolicy>(holding);
            },
            time,
            [.. FakeProvider.Routes, "Generations:GenerateSeconds=300"]
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var created = await person.GenerateAsync(Idea, wait: 0);
        await Clock.UntilAsync(() => Task.FromResult(holding.Held));

        // The result is in its row; nobody has heard of it when the time is over.
        var end = await EndSoonAsync(person, time, created);
        await Clock.UntilAsync(async () =>
            (end = await person.GetAsync($"generations/{created.Id}")).State == "succeeded"
        );
        holding.Release();

        Assert.That(end.At("credits", "charged").GetInt64(), Is.Zero);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
        await WaitForAuditAsync(app, person, 1);
        var audit = (await RemainsAsync(app, person)).Audit.Select(a => a.GetString("QuotaEvent"));
        Assert.That(audit, Is.EqualTo(new[] { "delivered-free" }));
    }

    /// <summary>Holds back the answer to the write of a generation's result.</summary>
    private sealed class HoldingPolicy : HttpPipelinePolicy
    {
        private readonly TaskCompletionSource released = new();

        public bool Held { get; private set; }

        public void Release() => released.TrySetResult();

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            using var body = new MemoryStream();
            message.Request.Content?.WriteTo(body, CancellationToken.None);
            await ProcessNextAsync(message, pipeline);
            if (
                message.Request.Method == RequestMethod.Patch
                && Encoding.UTF8.GetString(body.ToArray()).Contains("\"Answer", StringComparison.Ordinal)
                && !Held
            )
            {
                Held = true;
                await released.Task;
            }
        }
    }

    [Test, Property("Promise", "P15"), Property("Promise", "P21")]
    public async Task Refused_by_a_provider_is_not_asked_again()
    {
        var fake = new FakeProvider(
            (_, _) => Task.FromResult<ProviderResult>(new ProviderResult.Refused("output", ["violence"]))
        );
        await using var app = await StartAsync("Refused", fake);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(Idea);

        Assert.That(answer.State, Is.EqualTo("refused"), answer.Text);
        Assert.That(answer.At("safety", "stage").GetString(), Is.EqualTo("output"));
        Assert.That(answer.At("safety", "categories")[0].GetString(), Is.EqualTo("violence"));
        Assert.That(answer.At("problem", "detail").GetString(), Does.Contain("not charged").And.Contain("would pass"));
        Assert.That(fake.Calls, Is.EqualTo(1));
        await AssertEndAsync(app, person, 50, "refused:content-refused", "released", "fake/m-1");
        var audit = (await RemainsAsync(app, person)).Audit.Single();
        Assert.That(audit.GetString("SafetyDecision"), Is.EqualTo("refused:output:violence"));
    }

    [Test, Property("Promise", "P14")]
    public async Task Rejected_when_another_generation_took_the_credits()
    {
        var hold = new TaskCompletionSource();
        var fake = new FakeProvider(
            async (r, _) =>
            {
                await hold.Task;
                return new ProviderResult.Composed(FakeProvider.Compose(r));
            }
        );
        // One is reserved when the other's turn comes: both looked affordable at the door.
        await using var app = await StartAsync("Rejected", fake, "Credits:SignUpCredits=8");
        using var person = await ApiClient.NewAsync(app.Address);

        var both = await Task.WhenAll(person.GenerateAsync(Idea, wait: 0), person.GenerateAsync(Idea, wait: 0));
        var accepted = both.Where(a => a.Status == HttpStatusCode.Accepted).ToList();
        await Clock.UntilAsync(() => Task.FromResult(fake.Calls == 1));
        var third = await person.GenerateAsync(Idea, wait: 0);
        hold.SetResult();
        var ends = await Task.WhenAll(accepted.Select(a => person.EndOfAsync(a.Id)));

        Assert.That(third.Status, Is.EqualTo(HttpStatusCode.PaymentRequired), third.Text);
        Assert.That(third.Code, Is.EqualTo("insufficient-credits"));
        Assert.That(ends.Count(e => e.State == "succeeded"), Is.EqualTo(1));
        Assert.That(ends.Where(e => e.State != "succeeded").Select(e => e.State), Is.All.EqualTo("rejected"));
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved), Is.EqualTo((3L, 0L)));
    }

    [Test, Property("Promise", "P6")]
    public async Task Failed_when_the_upload_is_gone()
    {
        await using var app = await TestApp.StartAsync("UploadGone");
        using var person = await ApiClient.NewAsync(app.Address);
        var account = (await person.GetAsync("account")).Id;
        var upload = (await person.UploadAsync(TestPictures.Photo())).Id;
        var storage = (AiPromptGen.Platform.Storage.StorageClients)
            app.Services.GetService(typeof(AiPromptGen.Platform.Storage.StorageClients))!;
        await storage.Uploads.GetBlobClient($"{account}/{upload}").DeleteAsync();

        var answer = await person.GenerateAsync(
            $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"}}"""
        );

        Assert.That(answer.State, Is.EqualTo("failed"), answer.Text);
        Assert.That(answer.At("problem", "code").GetString(), Is.EqualTo("upload-gone"));
        await AssertEndAsync(app, person, 50, "failed:upload-gone", "released", null);
    }

    private static Task<TestApp> StartAsync(string hub, FakeProvider fake, params string[] settings) =>
        TestApp.StartAsync(hub, fake.AddTo, settings: [.. FakeProvider.Routes, .. settings]);

    private static Task<TestApp> StartAsync(
        string hub,
        FakeProvider fake,
        TimeProvider time,
        params string[] settings
    ) => TestApp.StartAsync(hub, fake.AddTo, time, [.. FakeProvider.Routes, .. settings]);

    private static async Task<Answer> EndSoonAsync(ApiClient person, FakeTimeProvider time, Answer created)
    {
        var answer = created;
        await time.RunUntilAsync(async () =>
        {
            answer = await person.GetAsync($"generations/{created.Id}");
            return answer.State is not ("queued" or "running");
        });
        return answer;
    }

    private static async Task AssertEndAsync(
        TestApp app,
        ApiClient person,
        long balance,
        string status,
        string quota,
        string? route
    )
    {
        await WaitForAuditAsync(app, person, 1);
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Available), Is.EqualTo((balance, 0L, balance)));
        var row = (await RemainsAsync(app, person)).Audit.Single();
        Assert.That(row.GetString("RequestStatus"), Is.EqualTo(status));
        Assert.That(row.GetString("QuotaEvent"), Is.EqualTo(quota));
        Assert.That(row.GetString("ModelRoute"), Is.EqualTo(route));
    }

    private static Task WaitForAuditAsync(TestApp app, ApiClient person, int rows) =>
        Clock.UntilAsync(async () => (await RemainsAsync(app, person)).Audit.Count >= rows);

    private static async Task<AccountRemains> RemainsAsync(TestApp app, ApiClient person) =>
        await AccountRemains.ReadAsync(app, new AccountId((await person.GetAsync("account")).Id));
}
