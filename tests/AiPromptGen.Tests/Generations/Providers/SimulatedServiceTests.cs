using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>The providers against a service on loopback, over real connections, which can be cut; those of a fake in memory cannot.</summary>
[TestFixture]
public sealed class SimulatedServiceTests
{
    private AiSimulator _simulator;
    private HttpClient _http;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _simulator = await AiSimulator.StartAsync(port: 0, TimeProvider.System, CancellationToken.None);
        _http = new HttpClient(new AnswerLimit { InnerHandler = new SocketsHttpHandler { UseProxy = false } });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    [TestCase("sim-refuse-input", typeof(ProviderResult.Refused))]
    [TestCase("sim-refuse-output", typeof(ProviderResult.Refused))]
    [TestCase("sim-refusal", typeof(ProviderResult.Refused))]
    [TestCase("sim-annotated", typeof(ProviderResult.Composed))]
    [TestCase("sim-429", typeof(ProviderResult.Transient))]
    [TestCase("sim-429-after", typeof(ProviderResult.Transient))]
    [TestCase("sim-500", typeof(ProviderResult.Transient))]
    [TestCase("sim-503", typeof(ProviderResult.Transient))]
    [TestCase("sim-cut", typeof(ProviderResult.Unknown))]
    [TestCase("sim-invalid-json", typeof(ProviderResult.NotThisRequest))]
    [TestCase("sim-outside-schema", typeof(ProviderResult.NotThisRequest))]
    [TestCase("sim-empty-choice", typeof(ProviderResult.NotThisRequest))]
    [TestCase("sim-oversize", typeof(ProviderResult.Unknown))]
    [TestCase("quiet", typeof(ProviderResult.Composed))]
    public async Task Each_way_to_answer_a_chat_ends_in_its_class(string word, Type end)
    {
        foreach (var provider in (OpenAIProvider[])[Azure(), Compatible()])
        {
            Assert.That(
                await provider.GenerateAsync(Asked.Idea($"a {word} fox on a ridge"), CancellationToken.None),
                Is.TypeOf(end)
            );
        }
    }

    [TestCase("sim-refuse-input", typeof(ProviderResult.Refused))]
    [TestCase("sim-refuse-output", typeof(ProviderResult.Refused))]
    [TestCase("sim-refusal", typeof(ProviderResult.Refused))]
    [TestCase("sim-429", typeof(ProviderResult.Transient))]
    [TestCase("sim-503", typeof(ProviderResult.Transient))]
    [TestCase("sim-cut", typeof(ProviderResult.Unknown))]
    [TestCase("sim-empty-choice", typeof(ProviderResult.NotThisRequest))]
    [TestCase("sim-oversize", typeof(ProviderResult.Unknown))]
    [TestCase("quiet", typeof(ProviderResult.Painted))]
    public async Task Each_way_to_answer_with_pictures_ends_in_its_class(string word, Type end)
    {
        foreach (var target in (string[])["gpt-image", "dall-e-3"])
        {
            var painting = Asked.Paint(target, 2).Painting! with { Prompt = $"A {word} fox." };

            Assert.That(
                await Azure()
                    .GenerateAsync(Asked.Paint(target, 2) with { Painting = painting }, CancellationToken.None),
                Is.TypeOf(end)
            );
        }
    }

    [Test]
    public async Task A_picture_is_described()
    {
        var answer = await Azure().GenerateAsync(Asked.Picture(), CancellationToken.None);

        Assert.That(answer, Is.TypeOf<ProviderResult.Composed>());
        Assert.That(((ProviderResult.Composed)answer).Prompt.Subjects[0].Phrase!.Source, Is.EqualTo(SlotSource.Model));
    }

    [Test]
    public async Task A_hostile_answer_leaves_no_trace_in_a_rendering()
    {
        var answer = await Azure().GenerateAsync(Asked.Idea("a sim-injected fox on a ridge"), CancellationToken.None);

        var texts = answer is ProviderResult.Composed composed
            ? PromptTargets.All.Select(target => PromptRenderer.Render(composed.Prompt, target).Prompt)
            : [];
        Assert.That(answer, Is.TypeOf<ProviderResult.Composed>().Or.TypeOf<ProviderResult.NotThisRequest>());
        Assert.That(
            texts,
            Has.None.Contains("<script").And.None.Contains("://").And.None.Contains("gnore").And.None.Contains("::")
        );
    }

    [Test]
    public void A_service_that_never_answers_is_left_when_patience_ends()
    {
        using var patience = new CancellationTokenSource();
        var asked = Azure().GenerateAsync(Asked.Idea("a sim-timeout fox"), patience.Token);
        patience.Cancel();

        Assert.That(async () => await asked, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_wrong_key_and_a_missing_deployment_take_the_route_out()
    {
        var request = Asked.Idea("a fox");

        Assert.That(
            await Azure("wrong").GenerateAsync(request, CancellationToken.None),
            Is.EqualTo(new ProviderResult.Misconfigured())
        );
        Assert.That(
            await Azure().GenerateAsync(request with { Model = "missing" }, CancellationToken.None),
            Is.EqualTo(new ProviderResult.Misconfigured())
        );
    }

    private OpenAIProvider Azure(string key = "any") =>
        Provider(
            OpenAIProvider.AzureName,
            OpenAIClients.Azure(
                new AzureOpenAIOptions { Endpoint = _simulator.Address.AbsoluteUri, ApiKey = key },
                _http
            )
        );

    private OpenAIProvider Compatible() =>
        Provider(
            OpenAIProvider.CompatibleName,
            OpenAIClients.Compatible(
                new OpenAICompatibleOptions
                {
                    BaseAddress = new Uri(_simulator.Address, "v1").AbsoluteUri,
                    ApiKey = "any",
                },
                _http
            )
        );

    private static OpenAIProvider Provider(string name, global::OpenAI.OpenAIClient client) =>
        new(
            client,
            TimeProvider.System,
            new ServiceCalls(name, Unheard.Telemetry, NullLogger<OpenAIProvider>.Instance)
        );
}
