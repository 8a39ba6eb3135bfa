using System.ClientModel;
using Azure.Identity;
using OpenAI;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Azure OpenAI and every service that speaks OpenAI's protocol, with one client. It asks once and reports how that ended;
/// <see cref="RouteCaller"/> decides whether to ask again.
/// </summary>
internal sealed class OpenAIProvider(OpenAIClient client, TimeProvider time, ServiceCalls calls) : IGenerationProvider
{
    public const string AzureName = "azure-openai";
    public const string CompatibleName = "openai-compatible";

    public string Name => calls.Provider;

    public bool Serves(GenerationKind kind) => true;

    public async Task<ProviderResult> GenerateAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        if (request.Painting is { } painting)
        {
            return await PaintAsync(request, painting, cancellationToken);
        }

        try
        {
            return await ModelComposer.ComposeAsync(
                request,
                (text, descriptions, token) => ReadAsync(request, text, descriptions, token),
                cancellationToken
            );
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The model answered and was paid, but no prompt can be made of its answer.
            calls.Failed(request.Model, fault);
            return ChatReading.Unusable;
        }
    }

    /// <summary>
    /// The answer to one text, or how asking about it ended. A failure leaves the answers to a template's other texts as they are, and a
    /// text that an earlier attempt got an answer to is not asked about again.
    /// </summary>
    private async Task<ChatReading> ReadAsync(
        PromptRequest request,
        string text,
        int descriptions,
        CancellationToken cancellationToken
    )
    {
        if (request.Partial.TryGetValue(text, out var kept))
        {
            return (ChatReading)kept;
        }

        // Each text of several has a time-out of its own. A single text has that of the attempt.
        using var patience = new CancellationTokenSource(
            request.HasParts ? TimeSpan.FromSeconds(request.Route.TimeoutSeconds) : Timeout.InfiniteTimeSpan,
            time
        );
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var reading = await ChatCall.AskAsync(client, request, text, descriptions, calls, ending.Token);
            if (reading.Ending is null)
            {
                request.Partial[text] = reading;
            }

            return reading;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChatReading(null, Classified(fault, request));
        }
    }

    /// <summary>
    /// Asks for all pictures at the same time, in as many requests as the model needs. The pictures that arrived are kept when other
    /// requests fail or the time is over, and the missing ones are not asked for again.
    /// </summary>
    private async Task<ProviderResult> PaintAsync(
        PromptRequest request,
        Painting painting,
        CancellationToken cancellationToken
    )
    {
        var counts = Enumerable
            .Repeat(1, painting.Count)
            .Chunk(ImageCall.MostAtOnce(painting.Target))
            .Select(chunk => chunk.Length);
        var ends = await Task.WhenAll(counts.Select(count => PaintAsync(request, count, cancellationToken)));
        var images = ends.OfType<ProviderResult.Painted>().SelectMany(painted => painted.Images).ToList();
        if (images.Count > 0)
        {
            return new ProviderResult.Painted(images);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ProviderEnds.From(ends);
    }

    private async Task<ProviderResult> PaintAsync(PromptRequest request, int count, CancellationToken cancellationToken)
    {
        try
        {
            var reading = await ImageCall.AskAsync(client, request, count, calls, cancellationToken);
            return reading.Ending ?? new ProviderResult.Painted([.. reading.Images.Take(count)]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new ProviderResult.Unknown();
        }
        catch (Exception fault)
        {
            return Classified(fault, request);
        }
    }

    private ProviderResult Classified(Exception fault, PromptRequest request)
    {
        calls.Failed(request.Model, fault);
        return fault switch
        {
            ClientResultException refused => ProviderErrors.From(refused, request, time.GetUtcNow()),
            // There was no access token, so nothing was sent.
            AuthenticationFailedException => new ProviderResult.Misconfigured { Unsent = true },
            _ when ProviderErrors.NeverSent(fault) => new ProviderResult.Transient { Unsent = true },
            _ => new ProviderResult.Unknown(),
        };
    }
}

/// <summary>How a request ends that several calls were to answer together, when not all of them succeeded.</summary>
internal static class ProviderEnds
{
    /// <summary>The end that allows the fewest further attempts counts for all: first a refusal, last a fault that may pass.</summary>
    /// <param name="ends">At least one.</param>
    /// <param name="isHeard">Whether another call for the same answer got an answer.</param>
    public static ProviderResult From(IReadOnlyCollection<ProviderResult> ends, bool isHeard = false)
    {
        var end = ends.MinBy(Rank)!;
        return end is not ProviderResult.Transient transient
            ? end
            : transient with
            {
                RetryAfter = ends.OfType<ProviderResult.Transient>().Max(one => one.RetryAfter),
                Unsent = !isHeard && ends.All(one => one.Unsent),
            };
    }

    private static int Rank(ProviderResult end) =>
        end switch
        {
            ProviderResult.Refused => 0,
            ProviderResult.Invalid => 1,
            ProviderResult.Unknown => 2,
            ProviderResult.NotThisRequest { Paid: true } or ProviderResult.Misconfigured { Paid: true } => 3,
            ProviderResult.NotThisRequest => 4,
            ProviderResult.Transient => 6,
            _ => 5,
        };
}
