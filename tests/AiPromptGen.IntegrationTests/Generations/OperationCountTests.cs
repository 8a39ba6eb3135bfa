using AiPromptGen.Host.Start;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>What a generation costs the app in storage operations: a design figure, held here. The engine's own come on top.</summary>
[TestFixture]
internal sealed class OperationCountTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const string Refused = """{"kind":"text-to-prompt","idea":"a nude child","targets":["flux"]}""";
    private const int Budget = 8;

    private const string Painting =
        """{"kind":"text-to-image","idea":"a heron in the reeds","targets":["flux"],"controls":{"variations":2}}""";

    /// <param name="row">The row of docs/capacity.md that has these figures.</param>
    /// <param name="pictures">Writes of pictures: each of two, and a small one of each.</param>
    [TestCase("Counts", "text-to-prompt", Idea, 0)]
    [TestCase("CountsRefused", "text-to-prompt, refused", Refused, 0)]
    [TestCase("CountsPainted", "text-to-image, 2 pictures", Painting, 4)]
    public async Task A_generation_stays_within_its_budget_and_costs_what_the_page_says(
        string hub,
        string row,
        string body,
        int pictures
    )
    {
        var counting = new CountingPolicy();
        await using var host = await TestApp.StartAsync(
            hub,
            services =>
            {
                FakePainter.Painting().AddTo(services);
                services.AddSingleton<HttpPipelinePolicy>(counting);
            },
            settings: FakePainter.Routes
        );
        using var person = await ApiClient.NewAsync(host.Address);
        // Whatever the first one makes, tables of the day among it, is not the usual price.
        await person.GenerateAsync(body);
        var account = new AccountId((await person.GetAsync("account")).Id);
        await AuditedAsync(host, account, 1);
        await Task.Delay(100);
        counting.Clear();

        await person.SendAsync(HttpMethod.Post, "generations", body, ("Idempotency-Key", "k"));
        await AuditedAsync(host, account, 2);
        await Task.Delay(100);

        var calls = counting.Calls.Where(call => !IsSweep(call)).ToList();
        await TestContext.Out.WriteLineAsync(
            $"Storage operations of one generation ({hub}): {calls.Count}\n{string.Join('\n', calls)}"
        );
        // Who is asked outside is named before: one more.
        var outside = pictures > 0 ? 1 : 0;
        Assert.That(calls, Has.Count.LessThanOrEqualTo(Budget + outside + pictures), string.Join('\n', calls));
        Assert.That(
            await PageAsync(),
            Does.Contain($"| {row} | {calls.Count - pictures} | {pictures} | {calls.Count} |")
        );
    }

    [Test]
    public async Task A_picture_by_address_costs_no_operation_of_its_own()
    {
        var counting = new CountingPolicy();
        await using var pictures = await PictureApp.StartAsync(
            "AddressCounts",
            services => services.AddSingleton<HttpPipelinePolicy>(counting)
        );
        using var person = await ApiClient.NewAsync(pictures.App.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var address = PictureApp.Body(pictures.Put("fox.png", TestPictures.Solid("#C04020")));
        await person.GenerateAsync(Idea);
        await AuditedAsync(pictures.App, account, 1);

        await Task.Delay(100);
        counting.Clear();

        await person.SendAsync(HttpMethod.Post, "generations", address, ("Idempotency-Key", "k"));
        await AuditedAsync(pictures.App, account, 2);
        await Task.Delay(100);

        var calls = counting.Calls.Where(call => !IsSweep(call)).ToList();
        Assert.That(calls, Has.Count.LessThanOrEqualTo(Budget), string.Join('\n', calls));
        Assert.That(calls, Has.None.Contains("/uploads"));
    }

    /// <summary>The timer runs every minute and may run during the test.</summary>
    private static bool IsSweep(string call) => call.StartsWith("GET /pending()", StringComparison.Ordinal);

    private static Task<string> PageAsync() =>
        File.ReadAllTextAsync(Path.Combine(LocalConfiguration.RepositoryRoot!, "docs", "capacity.md"));

    private static Task AuditedAsync(TestApp app, AccountId account, int rows) =>
        Clock.UntilAsync(async () => (await AccountRemains.ReadAsync(app, account)).Audit.Count >= rows);
}
