using AiPromptGen.Generations.Orchestration;
using Azure;

namespace AiPromptGen.Generations.Providers;

/// <summary>Another attempt was faster or is still running, and its answer counts.</summary>
internal sealed class OvertakenException(GenerateAnswer standing) : Exception("Another attempt was faster.")
{
    public GenerateAnswer Standing => standing;
}

/// <summary>
/// Writes on a generation's row which service is about to be sent its content. After a deadline or a crash the row then shows the owner who
/// may have received it, and no service is asked to paint what may have been painted already. Each attempt has its own fence.
/// </summary>
internal sealed class CallFence(GenerationStore generations, Generation generation, bool isPainting)
{
    private readonly string? _before = generation.Asked;

    /// <summary>The generation as its row was written last.</summary>
    public Generation Generation { get; private set; } = generation;

    /// <summary>Whether an earlier attempt, which died or is still at work, has asked one of these routes to paint.</summary>
    public bool MayHaveBeenPainted(IEnumerable<RouteCaller> routes) =>
        isPainting && routes.Any(caller => RouteNames.Has(_before, caller.Route));

    /// <exception cref="OvertakenException"/>
    public Task AskAsync(ModelRoute route, CancellationToken cancellationToken) =>
        route.Provider is EmbeddedProvider.ProviderName || RouteNames.Has(Generation.Asked, route)
            ? Task.CompletedTask
            : WriteAsync(RouteNames.With(Generation.Asked, [route]), cancellationToken);

    /// <summary>Removes the routes from the row that were not reached after all, so that the next attempt may ask them.</summary>
    /// <param name="sentTo">The routes that this attempt did reach.</param>
    public Task TakeBackAsync(IEnumerable<ModelRoute> sentTo, CancellationToken cancellationToken) =>
        RouteNames.With(_before, sentTo) is var names
        && string.Equals(names, Generation.Asked, StringComparison.Ordinal)
            ? Task.CompletedTask
            : WriteAsync(names, cancellationToken);

    private async Task WriteAsync(string? names, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                Generation = await generations.AskedAsync(Generation, names, cancellationToken);
                return;
            }
            catch (RequestFailedException changed) when (changed.Status is 412 or 404)
            {
                var now = await generations.FindAsync(Generation.Account, Generation.Id, cancellationToken);
                if (GenerationStore.StandingOf(now) is { } standing)
                {
                    throw new OvertakenException(standing);
                }

                var isAsked = !string.Equals(now!.Asked, Generation.Asked, StringComparison.Ordinal);
                if (isPainting && isAsked)
                {
                    // The other attempt is painting. If its pictures arrive, they are delivered free.
                    throw new OvertakenException(
                        new GenerateAnswer
                        {
                            Status = GenerationStatus.Failed,
                            ProblemCode = GenerationProblems.Unavailable,
                            SentTo = now.Asked,
                        }
                    );
                }

                Generation = now;
            }
        }
    }
}
