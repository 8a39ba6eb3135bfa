using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Where and how a service is asked, as its owner has configured it, read from the request itself.</summary>
[TestFixture]
public sealed class RouteSettingsTests
{
    [TestCase("https://models.example.org")]
    [TestCase("https://models.example.org/")]
    [TestCase("https://models.example.org/openai/v1/")]
    public async Task Azure_is_asked_in_the_language_of_today_without_a_dated_version(string endpoint)
    {
        var service = FakeService.Answering(Asked.Completion(Asked.Fox));

        await service.Azure(endpoint: endpoint).GenerateAsync(Asked.Idea("a fox"), CancellationToken.None);

        var sent = service.Sent.Single();
        Assert.That(sent.Address.AbsoluteUri, Is.EqualTo("https://models.example.org/openai/v1/chat/completions"));
        Assert.That(sent.Headers, Does.Contain("Authorization: Bearer azure-key"));
        Assert.That(service.Body["model"]!.GetValue<string>(), Is.EqualTo("chat-model"), "the deployment's name");
    }

    [Test]
    public async Task Azure_takes_the_token_of_an_identity_for_its_own_scope()
    {
        var service = FakeService.Answering(Asked.Completion(Asked.Fox));
        var identity = new FakeIdentity();

        await service.Azure(identity).GenerateAsync(Asked.Idea("a fox"), CancellationToken.None);

        var sent = service
            .Sent.Single()
            .Headers.Where(header => header.StartsWith("Authorization", StringComparison.Ordinal));
        Assert.That(sent, Is.EqualTo(new[] { "Authorization: Bearer token-of-an-identity" }));
        Assert.That(identity.Scopes, Is.EqualTo(new[] { "https://ai.azure.com/.default" }));
    }

    [Test]
    public async Task A_route_may_set_how_it_is_asked()
    {
        var service = FakeService.Answering(Asked.Completion(Asked.Fox));
        var route = new ModelRoute
        {
            ReasoningEffort = "minimal",
            MostOutputTokens = 4000,
            PromptCacheKey = "descriptions",
            RequireParameters = true,
        };

        await service
            .Compatible()
            .GenerateAsync(
                Asked.Idea("a fox") with
                {
                    Route = route,
                    SafetyIdentifier = "0123",
                },
                CancellationToken.None
            );

        var set = service
            .Body.AsObject()
            .Where(member => member.Key is not ("model" or "messages" or "response_format"));
        Assert.That(
            new JsonObject(
                set.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
            ).ToJsonString(),
            Is.EqualTo(
                """{"reasoning_effort":"minimal","max_completion_tokens":4000,"safety_identifier":"0123","prompt_cache_key":"descriptions","provider":{"require_parameters":true}}"""
            )
        );
    }

    [Test]
    public async Task A_server_that_takes_no_schema_reads_it()
    {
        var service = FakeService.Answering(Asked.Completion(Asked.Fox));

        await service
            .Compatible()
            .GenerateAsync(
                Asked.Idea("a fox") with
                {
                    Route = new ModelRoute { Schema = false },
                },
                CancellationToken.None
            );

        Assert.That(service.Body["response_format"], Is.Null);
        Assert.That(
            service.Body["messages"]![0]!["content"]!.GetValue<string>(),
            Does.EndWith(ModelPromptSchema.Schema.ToString())
        );
    }

    [Test]
    public async Task A_model_that_takes_no_seed_is_asked_without_one()
    {
        var service = new FakeService(call =>
            call == 0
                ? FakeService.Json(
                    """{"error":{"code":"unsupported_parameter","param":"seed"}}""",
                    HttpStatusCode.BadRequest
                )
                : FakeService.Json(Asked.Completion(Asked.Fox))
        );

        var answer = await service
            .Azure()
            .GenerateAsync(Asked.Idea("a fox", new IdeaControls { Seed = 7 }), CancellationToken.None);

        Assert.That(answer, Is.TypeOf<ProviderResult.Composed>());
        Assert.That(
            service.Sent.Select(sent => JsonNode.Parse(sent.Body)!["seed"] is not null),
            Is.EqualTo(new[] { true, false })
        );
    }

    private sealed class FakeIdentity : AuthenticationTokenProvider
    {
        public IReadOnlyList<string> Scopes { get; private set; } = [];

        public override GetTokenOptions? CreateTokenOptions(IReadOnlyDictionary<string, object> properties) =>
            new(properties);

        public override AuthenticationToken GetToken(GetTokenOptions options, CancellationToken cancellationToken)
        {
            Scopes = [.. ((ReadOnlyMemory<string>)options.Properties[GetTokenOptions.ScopesPropertyName]).ToArray()];
            return new("token-of-an-identity", "Bearer", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AuthenticationToken> GetTokenAsync(
            GetTokenOptions options,
            CancellationToken cancellationToken
        ) => new(GetToken(options, cancellationToken));
    }
}
