using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using AiPromptGen.Prompts;
using OpenAI;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>One request for pictures, by the method that takes JSON: the typed one has no field for what gpt-image needs.</summary>
internal static class ImageCall
{
    public static async Task<ImageReading> AskAsync(
        OpenAIClient client,
        ProviderRequest request,
        int count,
        ServiceCalls calls,
        CancellationToken cancellationToken
    )
    {
        var model = request.Model;
        var body = BodyOf(model, request.Painting!, count).ToJsonString();
        var result = await client
            .GetImageClient(model)
            .GenerateImagesAsync(
                BinaryContent.Create(BinaryData.FromString(body)),
                new RequestOptions { CancellationToken = cancellationToken }
            );
        using var json = calls.Answered(model, result.GetRawResponse());
        return ImageReading.Of(json.RootElement, request);
    }

    /// <summary>Pictures that one request makes.</summary>
    public static int MostAtOnce(PromptTarget target) => target.MostImages ?? 1;

    internal static JsonObject BodyOf(string model, Painting painting, int count)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["prompt"] = painting.Prompt,
            ["n"] = count,
            ["size"] = SizeOf(painting),
        };
        var quality = QualityRules.Step(painting.Quality is { } word ? Slot.User(word) : null);
        switch (painting.Target.Id)
        {
            case "dall-e-3":
                body["quality"] = quality is "high" ? "hd" : "standard";
                // "vivid", the default, adds drama nobody asked for.
                body["style"] = "natural";
                body["response_format"] = "b64_json";
                break;
            case "gpt-image":
                body["quality"] = quality ?? "auto";
                body["output_format"] = "png";
                break;
            default:
                // Another model behind a gateway: what every server of this shape knows.
                body["response_format"] = "b64_json";
                break;
        }

        return body;
    }

    private static string SizeOf(Painting painting)
    {
        var sizes = painting.Target.Sizes.Where(size => size.Pixels is not null).ToList();
        return sizes.Count == 0 ? "1024x1024"
            : painting.Ratio is { } ratio ? RatioRules.Nearest(sizes, ratio.Width, ratio.Height).Pixels!
            : sizes[0].Pixels!;
    }
}
