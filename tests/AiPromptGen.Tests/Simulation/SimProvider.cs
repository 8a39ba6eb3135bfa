using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Simulation;

/// <summary>A call that was sent to a model's route.</summary>
/// <param name="Words">What the person wrote.</param>
/// <param name="Run">The run of the activity that made the call.</param>
internal sealed record ProviderCall(string Words, string Route, SimRun? Run);

/// <summary>A model's route that answers, refuses, fails or stays silent by chance, and records each call that reached it.</summary>
internal sealed class SimProvider(SimWorld world, SimProcess process, string name) : IGenerationProvider
{
    public string Name => name;

    public bool Serves(GenerationKind kind) => kind != GenerationKind.TextToImage;

    public async Task<ProviderResult> GenerateAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        await world.Loop.PauseAsync(process, $"ask {name}").ConfigureAwait(false);
        if (world.Faults.OfProvider())
        {
            return new ProviderResult.Transient { Unsent = true };
        }

        var words = request.Idea;
        world.Calls.Add(new ProviderCall(words, name, SimRun.Current));
        if (world.Faults.OfProvider())
        {
            // Up to 400 seconds of silence; the caller gives up after 60.
            await SilentAsync(TimeSpan.FromSeconds(world.Random.Next(400)), cancellationToken).ConfigureAwait(false);
        }

        await world.Loop.PauseAsync(process, $"answer of {name}").ConfigureAwait(false);
        return world.Faults.OfProvider() ? throw new IOException("The connection was cut.")
            : world.Faults.OfProvider() ? new ProviderResult.Refused("output", ["violence"])
            : world.Faults.OfProvider() ? new ProviderResult.Unknown()
            : world.Faults.OfProvider() ? new ProviderResult.Misconfigured()
            : world.Faults.OfProvider() ? new ProviderResult.NotThisRequest(Paid: true)
            : Composed(words);
    }

    private ProviderResult.Composed Composed(string words)
    {
        world.Book.Answers.Add((SimRun.Current?.Id ?? "", name));
        return new ProviderResult.Composed(IdeaComposer.Compose(new Idea { Text = words }));
    }

    /// <summary>
    /// Waits, or is canceled at once on the thread that cancels, which is the loop's own. A delay of the framework would continue on
    /// another thread.
    /// </summary>
    private async Task SilentAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        world.Loop.Add(new SimTimer(world.Loop.Now + time, process, () => over.TrySetResult()));
        using var _ = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
        await over.Task.ConfigureAwait(false);
    }
}
