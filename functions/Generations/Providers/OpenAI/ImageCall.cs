using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using AiPromptGen.Prompts;
using OpenAI;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// One request for pictures. It uses the client's method that takes JSON, because the typed one has no field for what gpt-image needs.
/// </summary>
internal static class ImageCall
{
    public static async Task<ImageReading> AskAsync(
        OpenAIClient client,
        PromptRequest request,
        int count,
        ServiceCalls calls,
        CancellationToken cancellationToken
    )
    {
        var model = request.Model;
        var body = BodyOf(request, count).ToJsonString();
        var result = await client
            .GetImageClient(model)
            .GenerateImagesAsync(
                BinaryContent.Create(BinaryData.FromString(body)),
                new RequestOptions { CancellationToken = cancellationToken }
            );
        using var json = calls.Answered(model, result.GetRawResponse());
        return ImageReading.From(json.RootElement, request);
    }

    /// <summary>How many pictures one request can make.</summary>
    public static int MostAtOnce(PromptTarget target) => target.MostImages ?? 1;

    private static JsonObject BodyOf(PromptRequest request, int count)
    {
        var painting = request.Painting!;
        var body = new JsonObject
        {
            ["model"] = request.Model,
            ["prompt"] = painting.Prompt,
            ["n"] = count,
            ["size"] = painting.Size.ToString(),
        };
        switch (painting.Target.Id)
        {
            case "dall-e-3":
                body["quality"] = painting.Quality is "high" ? "hd" : "standard";
                // The default, "vivid", adds drama that nobody asked for.
                body["style"] = "natural";
                body["response_format"] = "b64_json";
                break;
            case "gpt-image":
            case "gpt-image-2":
                // When the quality is left out, the service uses its dearest one, and not every version takes "auto".
                body["quality"] = painting.Quality ?? Pricing.UsualQuality;
                body["output_format"] = "png";
                break;
            default:
                // Some other model behind a gateway gets only the fields that every compatible server knows.
                body["response_format"] = "b64_json";
                break;
        }

        if (request.SafetyIdentifier is { } person)
        {
            // The image interface calls the safety identifier "user" (OpenAI, "Create image").
            body["user"] = person;
        }

        return body;
    }
}
