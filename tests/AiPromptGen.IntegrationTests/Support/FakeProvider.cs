using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>A provider that answers as a test says and records what it was sent.</summary>
internal sealed class FakeProvider(Func<PromptRequest, CancellationToken, Task<ProviderResult>> answer)
    : IGenerationProvider
{
    private int calls;

    public int Calls => calls;

    public PromptRequest? Last { get; private set; }

    public string Name { get; init; } = "fake";

    public static string[] Routes =>
        [
            "Generations:Routes:text-to-prompt:0:Provider=fake",
            "Generations:Routes:text-to-prompt:0:Model=m-1",
            "Generations:Routes:text-to-prompt:0:PriceCredits=5",
            "Generations:Routes:text-to-prompt:0:TimeoutSeconds=60",
            "Generations:Routes:text-to-prompt:0:Retries=0",
        ];

    public static FakeProvider Composing { get; } =
        new((r, _) => Task.FromResult<ProviderResult>(new ProviderResult.Composed(Compose(r))));

    public static StructuredPrompt Compose(PromptRequest request) =>
        IdeaComposer.Compose(new Idea { Text = request.Idea });

    public void AddTo(IServiceCollection services) => services.AddSingleton<IGenerationProvider>(this);

    /// <summary>With nobody behind it: the embedded engine answers alike.</summary>
    public void AloneIn(IServiceCollection services)
    {
        services.RemoveAll<IGenerationProvider>();
        AddTo(services);
        new FakeProvider(GenerateAsync) { Name = EmbeddedProvider.ProviderName }.AddTo(services);
    }

    public bool Serves(GenerationKind kind) => true;

    public Task<ProviderResult> GenerateAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        Last = request;
        return answer(request, cancellationToken);
    }
}
