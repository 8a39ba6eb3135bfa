using System.ClientModel;
using Azure.Identity;
using OpenAI;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Azure OpenAI and whatever speaks OpenAI's language, by one client. It asks once and says how that ended; asking again is
/// the router's decision.
/// </summary>
internal sealed class OpenAIProvider(OpenAIClient client, TimeProvider time, ServiceCalls calls) : IGenerationProvider
{
    public const string AzureName = "azure-openai";
    public const string CompatibleName = "openai-compatible";

    public string Name => calls.Provider;

    public bool Serves(GenerationKind kind) => true;

    public async Task<ProviderAnswer> GenerateAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        if (request.Painting is { } painting)
        {
            return await PaintAsync(request, painting, cancellationToken);
        }

        try
        {
            return await ModelComposer.ComposeAsync(
                request,
                (text, descriptions, token) => ChatCall.AskAsync(client, request, text, descriptions, calls, token),
                cancellationToken
            );
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return Classified(fault, request);
        }
    }

    /// <summary>
    /// A model that makes one picture at a time is asked for all of them at once. Those that came are kept, when others fail and
    /// when the time is over; none is asked for again.
    /// </summary>
    private async Task<ProviderAnswer> PaintAsync(
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
        var images = ends.OfType<ProviderAnswer.Painted>().SelectMany(painted => painted.Images).ToList();
        if (images.Count > 0)
        {
            return new ProviderAnswer.Painted(images);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ends.MinBy(Rank)!;
    }

    private async Task<ProviderAnswer> PaintAsync(PromptRequest request, int count, CancellationToken cancellationToken)
    {
        try
        {
            var reading = await ImageCall.AskAsync(client, request, count, calls, cancellationToken);
            return reading.Ending ?? new ProviderAnswer.Painted([.. reading.Images.Take(count)]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new ProviderAnswer.Unknown();
        }
        catch (Exception fault)
        {
            return Classified(fault, request);
        }
    }

    /// <summary>Of several ends without a picture the one that forbids most speaks for all.</summary>
    private static int Rank(ProviderAnswer end) =>
        end switch
        {
            ProviderAnswer.Refused => 0,
            ProviderAnswer.Unknown => 1,
            ProviderAnswer.NotThisRequest { Paid: true } => 2,
            ProviderAnswer.NotThisRequest => 3,
            ProviderAnswer.Transient { Unsent: true } => 6,
            ProviderAnswer.Transient => 5,
            _ => 4,
        };

    private ProviderAnswer Classified(Exception fault, PromptRequest request)
    {
        calls.Failed(request.Model, fault);
        return fault switch
        {
            ClientResultException refused => ProviderErrors.Of(refused, request, time.GetUtcNow()),
            // No token, so nothing was sent.
            AuthenticationFailedException => new ProviderAnswer.Misconfigured { Unsent = true },
            _ => new ProviderAnswer.Unknown(),
        };
    }
}
