using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>The activity keeps its deadline by itself, without a timer of the orchestration.</summary>
[TestFixture]
internal sealed class GenerateTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    [Test, Property("Promise", "P9"), Property("Promise", "P15")]
    public async Task Begun_after_its_deadline_nobody_is_asked()
    {
        var provider = new FakeProvider((_, _) => Task.FromResult<ProviderResult>(new ProviderResult.Unknown()));
        await using var app = await TestApp.StartAsync(
            "GenerateLate",
            services =>
            {
                provider.AddTo(services);
                services.AddSingleton(new StartGate { Closed = true });
            },
            settings: FakeProvider.Routes
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var id = (await person.GenerateAsync(Idea, wait: 0)).Id;
        var account = new AccountId((await person.GetAsync("account")).Id);
        var (services, none) = (app.Services, CancellationToken.None);
        var stored = await services.GetRequiredService<GenerationStore>().FindAsync(account, id, none);
        var input = new Generate.Input
        {
            Start = services.GetRequiredService<GenerationStarts>().Of(stored!),
            Until = TimeProvider.System.GetUtcNow(),
        };

        var answer = await ActivatorUtilities.CreateInstance<Generate>(services).RunAsync(input, none);

        Assert.That((answer.Status, answer.ProblemCode), Is.EqualTo((GenerationStatus.Failed, "deadline-exceeded")));
        Assert.That(provider.Calls, Is.Zero);
        Assert.That(
            (await AccountRemains.ReadAsync(app, account)).Of("gen-").Single().ContainsKey("Answer0"),
            Is.False
        );
    }
}
