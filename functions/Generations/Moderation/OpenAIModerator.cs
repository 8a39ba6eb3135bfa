using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using OpenAI;

namespace AiPromptGen.Generations.Moderation;

/// <summary>
/// <c>POST /moderations</c> of OpenAI and of those who speak its language
/// (https://platform.openai.com/docs/api-reference/moderations). By the client's method that takes JSON: the typed one has no
/// pictures.
/// </summary>
internal sealed class OpenAIModerator(OpenAIClient client, string name, string model) : IContentModerator
{
    public const string ProviderName = "openai-compatible";

    public string Name => name;

    public string Model => model;

    public async Task<ModerationAnswer> CheckAsync(ModerationInput input, CancellationToken cancellationToken)
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
            return new ModerationAnswer.Unavailable(Again: fault.Status is 0 or 408 or 409 or 429 or >= 500);
        }
    }

    /// <summary>An array of parts is judged as one: there is one result. At most one picture is allowed.</summary>
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

    private static ModerationAnswer Read(BinaryData content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            var results = json.RootElement.Items("results").ToList();
            if (results.Count == 0 || results.Exists(result => result.Member("categories") is null))
            {
                return new ModerationAnswer.Unavailable(Again: false);
            }

            return new ModerationAnswer.Judged([
                .. results
                    .SelectMany(result => result.Member("categories")!.Value.EnumerateObject())
                    .Where(category => category.Value.ValueKind == JsonValueKind.True)
                    .Select(category => Word(category.Name))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ]);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new ModerationAnswer.Unavailable(Again: false);
        }
    }

    /// <summary>
    /// The categories that are refused here. Harassment, illicit and plain violence are not: a battle or a heist is a picture, and
    /// the provider who paints it judges how it is shown.
    /// </summary>
    private static string? Word(string category) =>
        category switch
        {
            "sexual/minors" => ContentCategories.Minors,
            "sexual" => ContentCategories.Sexual,
            "hate" or "hate/threatening" or "harassment/threatening" => ContentCategories.Hate,
            "self-harm" or "self-harm/intent" or "self-harm/instructions" => ContentCategories.SelfHarm,
            "violence/graphic" => ContentCategories.Violence,
            _ => null,
        };
}
