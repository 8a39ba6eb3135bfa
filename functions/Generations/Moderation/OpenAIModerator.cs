using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using OpenAI;

namespace AiPromptGen.Generations.Moderation;

/// <summary>
/// <c>POST /moderations</c> of OpenAI and of compatible services (https://platform.openai.com/docs/api-reference/moderations). It is called
/// by the client's method that takes JSON, because the typed one takes no pictures.
/// </summary>
internal sealed class OpenAIModerator(OpenAIClient client, string name, string model) : IContentModerator
{
    public const string ProviderName = "openai-compatible";

    public string Name => name;

    public string Model => model;

    public async Task<ModerationResult> CheckAsync(ModerationInput input, CancellationToken cancellationToken)
    {
        // A text that is longer than a part is judged part by part, and the picture together with the last part.
        var parts = ModerationInputs.Parts(input.Text).DefaultIfEmpty("").ToList();
        var found = new List<string>();
        for (var i = 0; i < parts.Count; i++)
        {
            var one = new ModerationInput(parts[i], i == parts.Count - 1 ? input.Picture : null);
            switch (await AskAsync(one, cancellationToken))
            {
                case ModerationResult.Judged judged:
                    found.AddRange(judged.Categories);
                    break;
                case var unavailable:
                    return found.Count > 0 ? new ModerationResult.Judged(found) : unavailable;
            }
        }

        return new ModerationResult.Judged([.. found.Distinct(StringComparer.Ordinal)]);
    }

    private async Task<ModerationResult> AskAsync(ModerationInput input, CancellationToken cancellationToken)
    {
        try
        {
            var result = await client
                .GetModerationClient(model)
                .ClassifyTextAsync(
                    BinaryContent.Create(BinaryData.FromString(BodyOf(input).ToJsonString())),
                    new RequestOptions { CancellationToken = cancellationToken }
                );
            return Read(result.GetRawResponse().Content);
        }
        catch (ClientResultException fault) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModerationResult.Unavailable(Again: fault.Status is 0 or 408 or 409 or 429 or >= 500)
            {
                IsUnseen = input.Picture is not null && ModerationRules.IsAboutContent(fault.Status),
            };
        }
    }

    /// <summary>
    /// Text and picture go into one array, which the service judges as a whole: there is one result. It takes at most one picture.
    /// </summary>
    private JsonObject BodyOf(ModerationInput input)
    {
        var parts = new JsonArray();
        if (input.Text.Length > 0)
        {
            parts.Add(new JsonObject { ["type"] = "text", ["text"] = input.Text });
        }

        if (input.Picture is { } picture)
        {
            var data = $"data:image/{picture.Format};base64,{Convert.ToBase64String(picture.Bytes.Span)}";
            parts.Add(
                new JsonObject
                {
                    ["type"] = "image_url",
                    ["image_url"] = new JsonObject { ["url"] = data },
                }
            );
        }

        return new JsonObject { ["model"] = model, ["input"] = parts };
    }

    private static ModerationResult Read(BinaryData content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            var results = json.RootElement.Items("results").ToList();
            var found = results.SelectMany(Found).ToList();
            // When a service flags something, and none of its words for it is known here, its answer was not understood.
            return results.Count == 0 || (found.Count == 0 && !results.TrueForAll(IsUnderstood))
                ? new ModerationResult.Unavailable(Again: false)
                : new ModerationResult.Judged([.. found.Distinct(StringComparer.Ordinal)]);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new ModerationResult.Unavailable(Again: false);
        }
    }

    private static IEnumerable<string> Found(JsonElement result) => Named(result).Select(Word).OfType<string>();

    private static bool IsUnderstood(JsonElement result) =>
        result.Member("categories") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array }
        && (
            result.Member("flagged") is not { ValueKind: JsonValueKind.True }
            || Named(result).Any(category => Word(category) is not null || Allowed.Contains(category))
        );

    /// <summary>The categories that the answer reports, without the signs that vendors put between the words of one.</summary>
    private static IEnumerable<string> Named(JsonElement result) =>
        result.Member("categories") switch
        {
            { ValueKind: JsonValueKind.Object } map => map.EnumerateObject()
                .Where(category => category.Value.ValueKind == JsonValueKind.True)
                .Select(category => Plain(category.Name)),
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray()
                .Select(category => category.AsText())
                .OfType<string>()
                .Select(Plain),
            _ => [],
        };

    private static string Plain(string category) => string.Concat(category.Where(char.IsLetter)).ToLowerInvariant();

    /// <summary>
    /// Categories that are known and not refused here: a picture may show a battle or a heist, and the provider who paints it judges how it
    /// is shown. Mistral's categories are among them (docs.mistral.ai, "Moderation").
    /// </summary>
    private static readonly FrozenSet<string> Allowed = FrozenSet.ToFrozenSet(
        [
            "harassment",
            "illicit",
            "illicitviolent",
            "violence",
            "violenceandthreats",
            "dangerousandcriminalcontent",
            "dangerous",
            "criminal",
            "health",
            "financial",
            "law",
            "pii",
            "jailbreaking",
        ],
        StringComparer.Ordinal
    );

    /// <summary>Our word for a category that is refused here, however a vendor separates its words; null for any other category.</summary>
    private static string? Word(string plain) =>
        plain switch
        {
            "sexualminors" or "minorssexual" or "csam" or "csae" or "childsexualexploitation" or "childsexualabuse" =>
                ContentCategories.Minors,
            "sexual" or "sexualcontent" or "sexuallyexplicit" or "nsfw" or "nudity" => ContentCategories.Sexual,
            "hate"
            or "hatespeech"
            or "hatethreatening"
            or "hateanddiscrimination"
            or "hateharassment"
            or "identityhate"
            or "harassmentthreatening" => ContentCategories.Hate,
            "selfharm" or "selfharmintent" or "selfharminstructions" or "selfharmandsuicide" or "suicide" =>
                ContentCategories.SelfHarm,
            "violencegraphic" or "graphicviolence" or "gore" => ContentCategories.Violence,
            _ => null,
        };
}
