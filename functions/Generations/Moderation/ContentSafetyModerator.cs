using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using Azure.Core;
using Azure.Identity;

namespace AiPromptGen.Generations.Moderation;

/// <summary>
/// Azure AI Content Safety: <c>text:analyze</c> and <c>image:analyze</c>
/// (https://learn.microsoft.com/rest/api/contentsafety/text-operations/analyze-text). It has no category for minors, so only the rules
/// recognize those. The package feed has no client library for it, so this class calls its REST interface.
/// </summary>
internal sealed class ContentSafetyModerator(HttpClient http, Uri endpoint, string? key, TokenCredential identity)
    : IContentModerator
{
    public const string ProviderName = "azure-content-safety";

    private const string Version = "api-version=2024-09-01";

    /// <summary>The least severity that is refused, on the scale of 0, 2, 4, 6. It is the default of Azure OpenAI's own filter.</summary>
    private const int MinSeverity = 4;

    private static readonly string[] Scopes = ["https://cognitiveservices.azure.com/.default"];

    public string Name => ProviderName;

    public string Model => "text-and-image";

    public async Task<ModerationResult> CheckAsync(ModerationInput input, CancellationToken cancellationToken)
    {
        try
        {
            var categories = new List<string>();
            foreach (var (operation, body) in Questions(input))
            {
                using var response = await SendAsync(operation, body, cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    var status = (int)response.StatusCode;
                    return new ModerationResult.Unavailable(Again: status is 408 or 429 or >= 500)
                    {
                        IsUnseen = operation is "image" && ModerationRules.IsAboutContent(status),
                    };
                }

                categories.AddRange(Read(await response.Content.ReadAsStringAsync(cancellationToken)));
            }

            return new ModerationResult.Judged([.. categories.Distinct(StringComparer.Ordinal)]);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            return new ModerationResult.Unavailable(Again: false);
        }
        catch (HttpRequestException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModerationResult.Unavailable(Again: true);
        }
        catch (AuthenticationFailedException)
        {
            return new ModerationResult.Unavailable(Again: false);
        }
    }

    private static IEnumerable<(string Operation, JsonObject Body)> Questions(ModerationInput input)
    {
        foreach (var part in ModerationInputs.Parts(input.Text))
        {
            yield return ("text", new JsonObject { ["text"] = part, ["outputType"] = "FourSeverityLevels" });
        }

        if (input.Picture is { } picture)
        {
            var image = new JsonObject { ["content"] = Convert.ToBase64String(picture.Bytes.Span) };
            yield return ("image", new JsonObject { ["image"] = image, ["outputType"] = "FourSeverityLevels" });
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string operation, JsonObject body, CancellationToken cancel)
    {
        var address = new Uri(endpoint, $"contentsafety/{operation}:analyze?{Version}");
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (key is { Length: > 0 })
        {
            request.Headers.Add("Ocp-Apim-Subscription-Key", key);
        }
        else
        {
            var token = await identity.GetTokenAsync(new TokenRequestContext(Scopes), cancel);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        }

        return await http.SendAsync(request, cancel);
    }

    /// <exception cref="JsonException">The answer has another shape, so that it is not known what it says.</exception>
    private static List<string> Read(string content)
    {
        using var json = JsonDocument.Parse(content);
        if (json.RootElement.Member("categoriesAnalysis") is not { ValueKind: JsonValueKind.Array } analysis)
        {
            throw new JsonException();
        }

        var found = new List<string>();
        foreach (var category in analysis.EnumerateArray())
        {
            if (
                category.Member("severity") is { ValueKind: JsonValueKind.Number } severity
                && severity.TryGetInt32(out var level)
                && level >= MinSeverity
            )
            {
                found.Add(Word(category.Text("category")));
            }
        }

        return found;
    }

    private static string Word(string? category) =>
        category switch
        {
            "Hate" => ContentCategories.Hate,
            "SelfHarm" => ContentCategories.SelfHarm,
            "Sexual" => ContentCategories.Sexual,
            "Violence" => ContentCategories.Violence,
            _ => ContentCategories.Other,
        };
}
