using System.ClientModel;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using OpenAI;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Azure OpenAI and whatever speaks OpenAI's language, by one client. It asks once and says how that ended; asking again is
/// the router's decision.
/// </summary>
internal sealed partial class OpenAIProvider(
    string name,
    OpenAIClient client,
    TimeProvider time,
    ILogger<OpenAIProvider> logger
) : IGenerationProvider
{
    public const string AzureName = "azure-openai";
    public const string CompatibleName = "openai-compatible";

    public string Name => name;

    public bool Serves(GenerationKind kind) => true;

    public async Task<ProviderAnswer> GenerateAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.Painting is { } painting
                ? await PaintAsync(request.Model, painting, cancellationToken)
                : await ModelComposer.ComposeAsync(
                    request,
                    (text, descriptions, token) => ChatCall.AskAsync(client, request, text, descriptions, token),
                    cancellationToken
                );
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var answer = Classified(fault, request);
            LogFailed(name, request.Model, (fault as ClientResultException)?.Status, Root(fault).GetType().Name);
            return answer;
        }
    }

    /// <summary>A model that makes one picture at a time is asked several times; what is there when one fails is kept.</summary>
    private async Task<ProviderAnswer> PaintAsync(string model, Painting painting, CancellationToken cancellationToken)
    {
        var images = new List<PaintedImage>();
        while (images.Count < painting.Count)
        {
            var count = Math.Min(ImageCall.MostAtOnce(painting.Target), painting.Count - images.Count);
            ImageReading reading;
            try
            {
                reading = await ImageCall.AskAsync(client, model, painting, count, cancellationToken);
            }
            catch (Exception) when (images.Count > 0 && !cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (reading.Ending is { } ending)
            {
                if (images.Count == 0)
                {
                    return ending;
                }

                break;
            }

            images.AddRange(reading.Images.Take(count));
        }

        return new ProviderAnswer.Painted(images);
    }

    private ProviderAnswer Classified(Exception fault, ProviderRequest request) =>
        fault switch
        {
            ClientResultException refused => ProviderErrors.Of(refused, request.Picture is not null, time.GetUtcNow()),
            // No token, so nothing was sent.
            AuthenticationFailedException => new ProviderAnswer.Misconfigured(),
            _ => new ProviderAnswer.Unknown(),
        };

    private static Exception Root(Exception fault) => fault.InnerException is { } inner ? Root(inner) : fault;

    /// <summary>Only the status and the type: messages may quote the prompt.</summary>
    [LoggerMessage(2013, LogLevel.Warning, "Provider {Provider}/{Model} failed with status {Status} ({Fault})")]
    private partial void LogFailed(string provider, string model, int? status, string fault);
}
